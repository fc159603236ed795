import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespace, tenantNamespace } from '../example-object.ts'
import { refusedBeforeProduction } from '../rollout.ts'

const previewOf = 'acme.internal/preview-of'
const maxOpen = 'acme.internal/preview-max-open'

const preview = (number: number, most = '2', app = 'web') =>
  namespace({ ...tenantNamespace, [previewOf]: app }, `shop-${app}-pr-${number}`, { [maxOpen]: most })
const open = [1, 2].map(number => preview(number).object)

export const restrictOpenPreviews = defineValidatingPolicy({
  name: 'restrict-open-previews',
  title: 'An app has no more previews than it may',
  description: 'Argo CD makes a preview of every pull request it finds: its generator has no limit.',
  category: 'Quota and limits',
  severity: 'medium',
  controls: ['SOC2/A1.1', 'ISO27001/A.8.6', 'NIST-800-53/SC-6'],
  rollout: refusedBeforeProduction,
  match: { kinds: ['Namespace'], operations: ['CREATE'] },
  matchConditions: [{ name: 'is-preview', expression: `'${previewOf}' in object.metadata.?labels.orValue({})` }],
  validations: [
    {
      expression: `resource.List('v1', 'namespaces', '').items.filter(n, n.metadata.?labels[?'${previewOf}'].orValue('') == object.metadata.labels['${previewOf}']).size() < int(object.metadata.?annotations[?'${maxOpen}'].orValue('0'))`,
      message: 'close a pull request of the app, take its label away, or raise preview.maxOpen',
    },
  ],
  examples: {
    allowed: [preview(1), { ...preview(2), cluster: open.slice(0, 1) }, { ...preview(3, '2', 'api'), cluster: open }],
    refused: [{ ...preview(3), cluster: open }, namespace({ ...tenantNamespace, [previewOf]: 'web' })],
  },
})
