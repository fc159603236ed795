import type { Fleet } from '../fleet/fleet.ts'
import type { Unit } from '../unit/unit.ts'

/** What every command works on. */
export interface Project {
  /** Folder that holds cdk8s.yaml and dist, absolute. */
  readonly root: string
  readonly fleet: Fleet
  readonly estate: readonly Unit[]
}

/** Loads the definitions only when a command needs them, so that `--help` costs nothing. */
export type LoadProject = () => Promise<Project>
