import type { Manifest } from '../../manifest/manifest.ts'
import type { CheckContext } from '../context.ts'
import { field, text } from '../../manifest/field.ts'
import { hasChart, neighboursOf } from '../neighbours.ts'
import { objectRule } from '../object-rule.ts'
import { podTemplateOf } from '../pod-template.ts'
import { scales } from '../replicas-of.ts'

const metadata = { namespace: 'shop' }
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const workload = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: {} } }
const hpa = (spec: object) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata,
  spec: { scaleTargetRef: target, minReplicas: 2, maxReplicas: 4, ...spec },
})
const scaledObject = (spec: object) => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata,
  spec: { scaleTargetRef: { name: 'web' }, minReplicaCount: 0, maxReplicaCount: 4, ...spec },
})

export const autoscalerWorks = objectRule({
  id: 'autoscaler-works',
  lint: 22,
  severity: 'error',
  waivable: true,
  description:
    'an autoscaler has room between its bounds, keeps two pods in production, and scales something that exists',
  kinds: ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
  examples: {
    refused: [
      { files: { 'prod/apps/web': [workload, hpa({ maxReplicas: 2 })] } },
      { files: { 'prod/apps/web': [workload, hpa({ minReplicas: 1 })] } },
      { files: { 'prod/apps/web': [hpa({})] } },
      { files: { 'prod/apps/web': [workload, scaledObject({ maxReplicaCount: 0 })] } },
      { files: { 'prod/apps/web': [workload, scaledObject({ scaleTargetRef: { name: 'api' } })] } },
    ],
    allowed: [
      { files: { 'prod/apps/web': [workload, hpa({})] } },
      { files: { 'staging/apps/web': [workload, hpa({ minReplicas: 1 })] } },
      { files: { 'prod/apps/web': [workload, scaledObject({})] } },
    ],
  },
  *look(file, context) {
    const { livesOn, manifest } = file
    const [min, max] = bounds(manifest)
    if (min >= max) {
      yield { message: `scales from ${min} to ${max}, which is no room`, fix: 'raise the maximum, or take it out' }
    }
    if (manifest.kind === 'HorizontalPodAutoscaler' && min < 2 && isProduction(livesOn, context)) {
      yield { message: `lets production run on ${min} pod`, fix: 'set minReplicas to 2 or more' }
    }
    const found = neighboursOf(file, context).some(other => podTemplateOf(other) && scales(manifest, other))
    if (found || hasChart(context, livesOn, manifest.metadata.namespace)) return
    yield {
      message: `scales "${text(manifest, 'spec.scaleTargetRef.name')}", which is not there`,
      fix: 'name a workload of its namespace',
    }
  },
})

/** The defaults are Kubernetes' and KEDA's. */
function bounds(scaler: Manifest): [min: number, max: number] {
  const number = (path: string, otherwise: number) => Number(field(scaler, path) ?? otherwise)
  return scaler.kind === 'ScaledObject'
    ? [number('spec.minReplicaCount', 0), number('spec.maxReplicaCount', 100)]
    : [number('spec.minReplicas', 1), number('spec.maxReplicas', 0)]
}

function isProduction(name: string, { fleet }: CheckContext): boolean {
  return fleet.clusters.find(cluster => cluster.name === name)?.environment.name === fleet.environments.at(-1)?.name
}
