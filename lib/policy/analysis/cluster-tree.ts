import type { AnyObject } from '../request.ts'

/** One object of a cluster and the file that holds it. */
export interface TreeFile {
  /** Relative to the repository. */
  readonly path: string
  /** The same for files of the same bytes: the id of a git blob, for one. */
  readonly oid: string
  readonly object: AnyObject
}

/** All objects of one cluster, its policies among them. */
export interface ClusterTree {
  readonly cluster: string
  readonly files: readonly TreeFile[]
}
