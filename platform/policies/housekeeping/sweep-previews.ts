import { defineDeletingPolicy } from '../../../lib/kyverno/deleting-policy.ts'
import type { Example } from '../../../lib/kyverno/example.ts'
import { namespace, tenantNamespace } from '../example-object.ts'

const ttl = 'acme.internal/preview-ttl'

function preview(now: string, annotations: object): Example {
  const { object } = namespace(tenantNamespace, 'shop-web-pr-7', annotations)
  const metadata = { ...object.metadata, creationTimestamp: '2026-06-01T08:00:00Z' }
  return { object: { ...object, metadata }, now }
}

export const sweepPreviews = defineDeletingPolicy({
  name: 'sweep-previews',
  title: 'A preview goes when its time is over',
  description:
    'A pull request that is forgotten stays open for months. Its next push brings the preview back: the engines apply a preview once for each commit.',
  category: 'Housekeeping',
  severity: 'low',
  controls: ['ISO27001/A.8.6', 'NIST-800-53/CM-7'],
  match: { kinds: ['Namespace'] },
  schedule: '*/15 * * * *',
  conditions: [
    { name: 'is-preview', expression: `'${ttl}' in object.metadata.?annotations.orValue({})` },
    {
      name: 'time-is-over',
      expression: `time.now() - timestamp(object.metadata.creationTimestamp) > duration(object.metadata.annotations['${ttl}'])`,
    },
  ],
  examples: {
    deleted: [preview('2026-06-04T08:00:01Z', { [ttl]: '4320m' })],
    kept: [preview('2026-06-04T07:59:59Z', { [ttl]: '4320m' }), preview('2027-06-01T08:00:00Z', {})],
  },
})
