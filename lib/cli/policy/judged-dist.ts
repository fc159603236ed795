import type { Fleet } from '../../fleet/fleet.ts'
import type { Finding } from '../../finding/finding.ts'
import type { ClusterTree, TreeFile } from '../../policy/analysis/cluster-tree.ts'
import { TreeJudge } from '../../policy/analysis/tree-judge.ts'
import { outputFolder } from '../../render/output-folder.ts'
import { clustersOf } from '../../review/clusters-of.ts'
import { DistReader, type DistTree } from '../../review/dist-reader.ts'
import { loaded } from '../loaded.ts'
import type { LoadProject } from '../project.ts'

/** Dist as it is on disk, by cluster, and what it takes to judge it and its past. */
export interface JudgedDist {
  readonly root: string
  readonly fleet: Fleet
  readonly files: readonly TreeFile[]
  readonly trees: readonly ClusterTree[]
  /** What cannot be read. */
  readonly findings: readonly Finding[]
  readonly judge: TreeJudge
  /** Dist as a commit has it. */
  readonly at: (commit: string) => DistTree
}

/** `now`: the time to judge at, RFC 3339. */
export async function judgedDist(load: LoadProject, now: string): Promise<JudgedDist> {
  const { root, fleet } = await loaded(load)
  const reader = new DistReader(root, outputFolder(root))
  const { files, findings } = reader.now()
  const at = (commit: string) => reader.at(commit)
  return { root, fleet, files, trees: clustersOf(files, fleet), findings, judge: new TreeJudge(now), at }
}
