import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { podSpec, cronJob } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'
import { ofTenants } from '../of-tenants.ts'

export const requireJobDeadline = defineValidatingPolicy({
  name: 'require-job-deadline',
  title: 'Scheduled jobs end',
  description:
    'A job without a deadline hangs until someone looks, and blocks the next one. Set activeDeadlineSeconds and a history limit.',
  category: 'Workload best practice',
  severity: 'low',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-5'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['CronJob'] },
  matchConditions: [ofTenants],
  validations: [
    {
      expression: 'has(object.spec.jobTemplate.spec.activeDeadlineSeconds)',
      message: 'set jobTemplate.spec.activeDeadlineSeconds',
    },
    {
      expression: "object.spec.?concurrencyPolicy.orValue('Allow') != 'Allow'",
      message: 'set concurrencyPolicy to Forbid or Replace',
    },
  ],
  examples: {
    allowed: [
      cronJob(
        {},
        {
          concurrencyPolicy: 'Forbid',
          jobTemplate: {
            spec: { activeDeadlineSeconds: 600, template: { spec: podSpec({ restartPolicy: 'Never' }) } },
          },
        },
      ),
    ],
    refused: [cronJob()],
  },
})
