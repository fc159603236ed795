import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { container, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'
import { allContainers } from './all-containers.ts'

export const restrictSelinux = defineValidatingPolicy({
  name: 'restrict-selinux',
  title: "No SELinux roles of one's own",
  description:
    'A SELinux user, role or type of its own lets a container leave its confinement. Use one of the container types.',
  category: 'Pod Security (baseline)',
  severity: 'medium',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  variables: [allContainers],
  validations: [
    {
      expression:
        "([object.spec.?securityContext.?seLinuxOptions] + variables.allContainers.map(c, c.?securityContext.?seLinuxOptions)).all(o, !o.hasValue() || (o.?type.orValue('') in ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'] && o.?user.orValue('') == '' && o.?role.orValue('') == ''))",
      message: 'seLinuxOptions may set a container type only; remove user, role and other types',
    },
  ],
  examples: {
    allowed: [pod(), pod({ securityContext: { seLinuxOptions: { type: 'container_t' } } })],
    refused: [
      pod({ securityContext: { seLinuxOptions: { type: 'spc_t' } } }),
      pod({ containers: [container({ securityContext: { seLinuxOptions: { role: 'sysadm_r' } } })] }),
    ],
  },
})
