import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, deployment, statefulSet } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'
import { ofTenants, writtenHere } from '../of-tenants.ts'

export const requireProbes = defineValidatingPolicy({
  name: 'require-probes',
  title: 'Long-running containers are probed',
  description:
    'Without a readiness probe traffic reaches a container that is not ready; without a liveness probe a hung one stays. Jobs are left out.',
  category: 'Workload best practice',
  severity: 'medium',
  controls: ['SOC2/A1.2', 'ISO27001/A.8.14', 'NIST-800-53/SI-13'],
  rollout: refusedInProduction,
  match: { kinds: ['Deployment', 'StatefulSet', 'DaemonSet'] },
  matchConditions: [ofTenants, writtenHere],
  validations: [
    {
      expression: 'object.spec.template.spec.containers.all(c, has(c.readinessProbe))',
      message: 'give every container a readinessProbe',
    },
    {
      expression: 'object.spec.template.spec.containers.all(c, has(c.livenessProbe) || has(c.startupProbe))',
      message: 'give every container a livenessProbe or a startupProbe',
    },
  ],
  examples: {
    allowed: [deployment(), statefulSet()],
    refused: [deployment({ containers: [container({ readinessProbe: undefined, livenessProbe: undefined })] })],
  },
})
