import type { Manifest } from '../manifest/manifest.ts'
import { groupKind } from '../manifest/object-key.ts'
import { field, text } from '../manifest/field.ts'

/** The fewest pods a workload runs, by what scales it or by what it says itself. */
export function fewestPods(workload: Manifest, neighbours: readonly Manifest[]): number {
  const scaler = neighbours.find(other => minimum[groupKind(other)] !== undefined && scales(other, workload))
  const stated = scaler ? field(scaler, minimum[groupKind(scaler)]!) : field(workload, 'spec.replicas')
  return typeof stated === 'number' ? stated : scaler?.kind === 'ScaledObject' ? 0 : 1
}

const minimum: Readonly<Record<string, string>> = {
  'autoscaling/HorizontalPodAutoscaler': 'spec.minReplicas',
  'keda.sh/ScaledObject': 'spec.minReplicaCount',
}

/** Whether an autoscaler's target is this workload. */
export function scales(scaler: Manifest, { kind, metadata }: Manifest): boolean {
  const target = 'spec.scaleTargetRef'
  return (text(scaler, `${target}.kind`) ?? 'Deployment') === kind && text(scaler, `${target}.name`) === metadata.name
}
