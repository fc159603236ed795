import { looksSecret } from '../../workload/looks-secret.ts'
import { containersOf } from '../containers-of.ts'
import { objectRule } from '../object-rule.ts'

const pod = (name: string, value: string) => ({
  files: {
    'prod/apps/web': [
      { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'web', env: [{ name, value }] }] } },
    ],
  },
})

export const plainSecret = objectRule({
  id: 'plain-secret',
  lint: 13,
  severity: 'error',
  waivable: true,
  description: 'no environment variable holds a secret: neither by its name, nor by how its value reads',
  examples: {
    refused: [
      pod('DB_PASSWORD', 'hunter2'),
      pod('DATABASE_URL', 'postgres://app:hunter2@db/app'),
      pod('SETTING', 'q83vN0fDk29sLwPz71XcRb5TmYeAuHg4'),
    ],
    allowed: [
      pod('DB_PASSWORD_FILE', '/run/secrets/db'),
      pod('DATABASE_URL', 'postgres://$(USER):$(PASSWORD)@db/app'),
      pod('LOG_LEVEL', 'info'),
    ],
  },
  *look({ manifest }) {
    for (const { name, env } of containersOf(manifest)) {
      for (const { name: variable, value = '' } of env) {
        const reason = looksSecret(variable, value)
        if (reason === undefined) continue
        yield {
          message: `container "${name}": variable "${variable}" ${reason}`,
          fix: 'keep the value in the secret store and refer to it: secrets on an app, valueFrom.secretKeyRef elsewhere',
        }
      }
    }
  },
})
