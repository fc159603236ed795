import { defineAdmissionPolicy } from '../../../lib/kyverno/admission-policy.ts'
import type { Example } from '../../../lib/kyverno/example.ts'
import { tenantLabel } from '../../labels.ts'
import { namespace, tenantNamespace } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'

const deletable = 'acme.internal/may-be-deleted'
const deletion = (example: Example): Example => ({ ...example, operation: 'DELETE', oldObject: example.object })

export const keepNamespaces = defineAdmissionPolicy({
  name: 'keep-namespaces',
  title: 'A namespace of a tenant is deleted on purpose only',
  description:
    'With a namespace goes everything in it, volumes too. The API server itself judges this: it holds while Kyverno is down.',
  category: 'Housekeeping',
  severity: 'critical',
  controls: ['SOC2/A1.2', 'ISO27001/A.8.32', 'NIST-800-53/CM-3'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['Namespace'], operations: ['DELETE'] },
  matchConditions: [{ name: 'of-a-tenant', expression: `'${tenantLabel}' in oldObject.metadata.?labels.orValue({})` }],
  validations: [
    {
      expression: `oldObject.metadata.?annotations[?'${deletable}'].orValue('') == 'true'`,
      message: `annotate the namespace with ${deletable}: "true" first, if everything in it may go`,
    },
  ],
  examples: {
    allowed: [deletion(namespace(tenantNamespace, 'shop', { [deletable]: 'true' }))],
    refused: [deletion(namespace(tenantNamespace))],
  },
})
