import { field, isFields } from '../../manifest/field.ts'
import { objectRule } from '../object-rule.ts'

const secret = (fields: object) => ({
  files: { 'prod/platform/web': [{ apiVersion: 'v1', kind: 'Secret', ...fields }] },
})

export const secretData = objectRule({
  id: 'secret-data',
  lint: 13,
  severity: 'error',
  description: 'no Secret in dist holds data: secrets exist only as references to a store',
  kinds: ['/Secret'],
  examples: {
    refused: [secret({ data: { password: 'aHVudGVyMg==' } }), secret({ stringData: { token: 'x' } })],
    allowed: [secret({}), secret({ type: 'kubernetes.io/service-account-token' })],
  },
  *look({ manifest }) {
    for (const key of ['data', 'stringData']) {
      const data = field(manifest, key)
      if (!isFields(data) || Object.keys(data).length === 0) continue
      yield { message: `holds ${key} "${Object.keys(data).join('", "')}"`, fix: 'render an ExternalSecret instead' }
    }
  },
})
