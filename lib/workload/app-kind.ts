import type { Chart } from 'cdk8s'
import type { AppDefinition } from './app.ts'
import type { CanaryChoice } from './canary-rollout.ts'
import type { PreviewOptions } from './preview.ts'
import type { Rollout } from './rollout.ts'
import type { Route } from './route.ts'
import type { Replicas, Scale } from './scaling.ts'
import type { Platform } from './site.ts'
import type { Variables } from './variable.ts'
import type { WorkloadProps, WorkloadSpec } from './workload-props.ts'

/** What an app of any kind may say. */
export type Definition = AppDefinition<Variables> & WorkloadSpec & Optional

/** What some kinds of app may say. */
interface Optional {
  readonly scale?: Scale
  readonly canary?: CanaryChoice
  readonly preview?: PreviewOptions
  readonly route?: Route
}

/** What the kind of app knows. */
export interface AppKind {
  readonly platform: Platform
  /** Where the definition stands, as `file:line`. */
  readonly source: string
  /** Where it can be called; absent where nobody can. */
  readonly port?: number
  /** Adds the workload's construct. */
  readonly build: (chart: Chart, landed: Landed, scaled: Scaled) => unknown
}

/** What becomes of an app where it lands. */
export type Landed = Required<
  Pick<WorkloadProps, 'name' | 'site' | 'image' | 'resources' | 'values' | 'sharedValues' | 'callers'>
>

/** What becomes of an app that something scales or releases in steps. */
export interface Scaled {
  readonly replicas: Replicas
  readonly rollout?: Rollout
}
