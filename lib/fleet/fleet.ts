import type { Cluster } from './cluster.ts'
import type { Environment } from './environment.ts'

/** A named set of components, closed under their dependencies. */
export interface Profile {
  readonly name: string
  readonly components: readonly { readonly name: string }[]
}

/** The git repository that holds dist, as the engines read it. */
export interface GitSource {
  /** HTTPS or SSH address. */
  readonly repository: string
  readonly branch: string
  /** Folder of dist inside the repository. */
  readonly path: string
}

export interface Fleet {
  readonly git: GitSource
  /** From the first step to the last. */
  readonly environments: readonly Environment[]
  readonly profiles: readonly Profile[]
  readonly clusters: readonly Cluster[]
}
