import { sloAnnotation, sloLabel } from '../../slo/slo-rules.ts'
import { serviceName } from '../../flagger/analysis/site.ts'
import { items, number } from '../../manifest/field.ts'
import type { ExampleObject } from '../example.ts'
import { objectRule } from '../object-rule.ts'

const metadata = { name: 'web', namespace: 'shop' }

function promise(annotations: Record<string, string> = {}): ExampleObject {
  const own = { [sloAnnotation.objective]: '99.9%', [sloAnnotation.service]: 'web', ...annotations }
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { ...metadata, labels: { [sloLabel]: 'web' }, annotations: own },
  }
}

function canary(min: number): ExampleObject {
  const spec = { targetRef: { name: 'web' }, analysis: { metrics: [{ name: 'ok', thresholdRange: { min } }] } }
  return { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata, spec }
}

export const sloGate = objectRule({
  id: 'slo-gate',
  lint: 33,
  severity: 'error',
  description: 'every objective gates a canary of its workload, or says why not',
  kinds: ['monitoring.coreos.com/PrometheusRule'],
  examples: {
    refused: [[promise()], [promise(), canary(99)]].map(objects => ({ files: { 'prod/apps/web': objects } })),
    allowed: [
      [promise(), canary(99.9)],
      [promise({ [sloAnnotation.noGate]: 'the job has no canary' })],
      [{ ...promise(), metadata }],
    ].map(objects => ({ files: { 'prod/apps/web': objects } })),
  },
  *look({ manifest: { metadata }, livesOn }, { ofKind }) {
    const { labels = {}, annotations = {} } = metadata
    const objective = Number.parseFloat(annotations[sloAnnotation.objective] ?? '')
    if (labels[sloLabel] === undefined || annotations[sloAnnotation.noGate]) return
    const service = annotations[sloAnnotation.service]
    const gated = ofKind('flagger.app/Canary').some(
      file =>
        file.livesOn === livesOn &&
        file.manifest.metadata.namespace === metadata.namespace &&
        serviceName(file.manifest) === service &&
        items(file.manifest, 'spec.analysis.metrics').some(gate => number(gate, 'thresholdRange.min') === objective),
    )
    if (gated) return
    yield {
      message: `objective "${labels[sloLabel]}" (${objective}%) gates no canary of "${service}"`,
      fix: 'add gateOf(...) to the gates of its release, or say noGateBecause',
    }
  },
})
