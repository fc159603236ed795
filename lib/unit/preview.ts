import type { Chart } from 'cdk8s'

/**
 * Stand for a pull request in what `build` adds; delivery puts the engine's own expressions there. Each is part of a longer
 * text, so that no engine reads a number out of it.
 */
export const pullRequest = { number: 'waybillpr', commit: 'waybillsha' } as const

/** A copy of a unit for every open pull request, in a namespace of its own; it goes with the pull request. */
export interface Preview {
  /** Repository on GitHub whose pull requests are previewed. */
  readonly repository: { readonly owner: string; readonly name: string }
  /** Only pull requests with this label: putting it there takes write access, which a stranger's fork has not. */
  readonly label: string
  readonly maxOpen: number
  /** Secret beside the engine with what reads the repository: `username`, `password`. */
  readonly secret: string
  readonly namespace: string
  /** Labels of every such namespace. */
  readonly namespaceLabels: Readonly<Record<string, string>>
  readonly build: (chart: Chart) => void
}
