import { defineDeletingPolicy } from '../../../lib/kyverno/deleting-policy.ts'
import type { Example } from '../../../lib/kyverno/example.ts'
import { pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'

const bare = { name: 'web-debug', creationTimestamp: '2026-06-01T08:00:00Z' }
const at = (now: string, metadata: object): Example => ({ ...pod({}, metadata), now })

export const sweepDebugPods = defineDeletingPolicy({
  name: 'sweep-debug-pods',
  title: 'Debug pods go after a day',
  description:
    'A copy made by `kubectl debug --copy-to` is owned by nobody: it runs an old image with rights until somebody remembers it.',
  category: 'Housekeeping',
  severity: 'low',
  controls: ['ISO27001/A.8.18', 'NIST-800-53/CM-7'],
  match: { kinds: ['Pod'] },
  schedule: '17 * * * *',
  conditions: [
    ofTenants,
    { name: 'owned-by-nobody', expression: 'object.metadata.?ownerReferences.orValue([]).size() == 0' },
    {
      name: 'not-in-git',
      expression:
        "!('argocd.argoproj.io/tracking-id' in object.metadata.?annotations.orValue({})) && !('kustomize.toolkit.fluxcd.io/name' in object.metadata.?labels.orValue({}))",
    },
    {
      name: 'older-than-a-day',
      expression: "time.now() - timestamp(object.metadata.creationTimestamp) > duration('24h')",
    },
  ],
  examples: {
    deleted: [at('2026-06-02T08:00:01Z', bare)],
    kept: [
      at('2026-06-02T07:59:59Z', bare),
      at('2026-06-09T08:00:00Z', {
        ...bare,
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-5d8c', uid: '1' }],
      }),
      at('2026-06-09T08:00:00Z', { ...bare, annotations: { 'argocd.argoproj.io/tracking-id': 'web:/Pod:shop/web' } }),
      at('2026-06-09T08:00:00Z', { ...bare, labels: { 'kustomize.toolkit.fluxcd.io/name': 'web' } }),
    ],
  },
})
