import { defineMutatingPolicy } from '../../../lib/kyverno/mutating-policy.ts'
import { namespaced } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'

const account = (name: string, more: object = {}) =>
  namespaced({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name }, ...more })

export const disarmDefaultAccounts = defineMutatingPolicy({
  name: 'disarm-default-accounts',
  title: 'The default account mounts no token',
  description:
    'Kubernetes makes a ServiceAccount "default" in every namespace, past git, and mounts its token into every pod that names no account.',
  category: 'Housekeeping',
  severity: 'medium',
  controls: ['SOC2/CC6.3', 'ISO27001/A.5.15', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  match: { kinds: ['ServiceAccount'] },
  matchConditions: [ofTenants, { name: 'made-by-kubernetes', expression: "object.metadata.name == 'default'" }],
  mutations: [{ apply: 'Object{automountServiceAccountToken: false}' }],
  examples: {
    changed: [{ ...account('default'), becomes: account('default', { automountServiceAccountToken: false }).object }],
    unchanged: [account('web')],
  },
})
