import type { Manifest } from '../../manifest/manifest.ts'
import { groupKind } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import type { CheckContext } from '../context.ts'
import { field, isFields } from '../../manifest/field.ts'
import { hasChart, neighboursOf } from '../neighbours.ts'
import { objectRule } from '../object-rule.ts'
import { matches, podLabelsOf } from '../pod-template.ts'
import type { Problem } from '../rule.ts'

const metadata = { namespace: 'shop' }
const workload = (selector: object, labels: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { selector: { matchLabels: selector }, template: { metadata: { labels } } },
})
const service = (selector: object) => ({ apiVersion: 'v1', kind: 'Service', metadata, spec: { selector } })
const app = { app: 'web' }

export const selectorFindsPods = objectRule({
  id: 'selector-finds-pods',
  lint: 19,
  severity: 'error',
  waivable: true,
  description: 'a Service selects the pods of some workload, and a workload its own',
  kinds: ['/Service', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'],
  examples: {
    refused: [
      { files: { 'prod/apps/web': [workload(app, { ...app, app: 'api' })] } },
      { files: { 'prod/apps/web': [workload(app, app), service({ app: 'api' })] } },
      { files: { 'prod/apps/web': [workload(app, app)], 'staging/apps/web': [service(app)] } },
    ],
    allowed: [
      { files: { 'prod/apps/web': [workload(app, { ...app, tier: 'front' }), service(app)] } },
      { files: { 'prod/apps/web': [{ ...service(app), spec: { externalName: 'acme.internal' } }] } },
    ],
  },
  *look(file, context) {
    if (file.manifest.kind === 'Service') yield* serviceProblems(file, context)
    else yield* workloadProblems(file.manifest)
  },
})

function* workloadProblems(manifest: Manifest): Iterable<Problem> {
  if (matches(podLabelsOf(manifest), field(manifest, 'spec.selector.matchLabels'))) return
  yield {
    message: 'does not select its own pods',
    fix: 'give spec.template.metadata.labels every label of spec.selector',
  }
}

function* serviceProblems(file: RenderedFile, context: CheckContext): Iterable<Problem> {
  const { livesOn, manifest } = file
  const selector = field(manifest, 'spec.selector')
  if (!isFields(selector) || hasChart(context, livesOn, manifest.metadata.namespace)) return
  const found = neighboursOf(file, context).some(other => {
    const labels = podLabelsOf(other)
    return labels !== undefined && groupKind(other) !== 'batch/CronJob' && matches(labels, selector)
  })
  if (found) return
  const wanted = Object.entries(selector).map(([key, value]) => `${key}=${value}`)
  yield { message: `selects ${wanted.join(', ')}, which no pod has`, fix: 'select by a label of the pods it is for' }
}
