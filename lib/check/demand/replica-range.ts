import { groupKind } from '../../manifest/object-key.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { field, text } from '../../manifest/field.ts'

/** How many copies of something run at once. */
export interface Range {
  readonly least: number
  readonly most: number
}

/** Objects that decide the number of replicas of another one: where they name it, and between which bounds. */
const scalers: Readonly<Record<string, { target: string; least: [string, number]; most: [string, number] }>> = {
  'autoscaling/HorizontalPodAutoscaler': {
    target: 'spec.scaleTargetRef',
    least: ['spec.minReplicas', 1],
    most: ['spec.maxReplicas', 1],
  },
  'keda.sh/ScaledObject': {
    target: 'spec.scaleTargetRef',
    least: ['spec.minReplicaCount', 0],
    most: ['spec.maxReplicaCount', 100],
  },
}

/** The replicas of each workload of one namespace that something scales, by `Kind name`. */
export function scaledRanges(manifests: readonly Manifest[]): ReadonlyMap<string, Range> {
  return new Map(
    manifests.flatMap(manifest => {
      const scaler = scalers[groupKind(manifest)]
      if (scaler === undefined) return []
      const kind = text(manifest, `${scaler.target}.kind`) ?? 'Deployment'
      const range = { least: number(manifest, scaler.least), most: number(manifest, scaler.most) }
      return [[`${kind} ${text(manifest, `${scaler.target}.name`)}`, range] as const]
    }),
  )
}

/** Workloads that Flagger runs twice while a canary advances, as `Kind name`. */
export function canaryTargets(manifests: readonly Manifest[]): ReadonlySet<string> {
  return new Set(
    manifests
      .filter(manifest => groupKind(manifest) === 'flagger.app/Canary')
      .map(manifest => `${text(manifest, 'spec.targetRef.kind')} ${text(manifest, 'spec.targetRef.name')}`),
  )
}

/** A number at a dotted path, or what it is by default. */
export function number(value: unknown, [path, otherwise]: readonly [string, number]): number {
  const found = field(value, path)
  return typeof found === 'number' ? found : otherwise
}
