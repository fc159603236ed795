import type { Fleet } from '../../fleet/fleet.ts'
import type { Outcome, Transition } from './impact.ts'

export interface Risk {
  /** Zero where nothing gets worse. */
  readonly score: number
  /** `high`: something is newly refused in the last environment; `medium`: in another one; `low`: all else that gets worse. */
  readonly level: 'none' | 'low' | 'medium' | 'high'
}

const weights: Readonly<Record<Outcome, number>> = { accepted: 0, audited: 1, warned: 2, refused: 10, deleted: 20 }

const mutationWeight = 3

/** How the score and the level come about, for people. */
export const riskRule =
  `Risk: each object that newly fails counts ${weights.audited} (Audit), ${weights.warned} (Warn), ${weights.refused} (Deny), ` +
  `or ${weights.deleted} where a policy would delete it, ` +
  `each newly mutated one ${mutationWeight}, times the place of its environment on the way to production (the first is 1). ` +
  'It is high where something is newly refused or deleted in the last environment, medium where in another one, low otherwise.'

/** How much a change may hurt. A cluster that the fleet does not know counts as one of the first environment. */
export function riskOf(transitions: readonly Transition[], { environments, clusters }: Fleet): Risk {
  const places = new Map(
    clusters.map(({ name, environment }) => [name, 1 + environments.findIndex(each => each.name === environment.name)]),
  )
  const place = ({ cluster }: Transition) => places.get(cluster) ?? 1
  const score = transitions.reduce((sum, transition) => sum + weightOf(transition) * place(transition), 0)
  const refused = transitions.filter(
    ({ change, to }) => change === 'newly fails' && ['refused', 'deleted'].includes(to),
  )
  if (refused.length === 0) return { score, level: score === 0 ? 'none' : 'low' }
  return { score, level: refused.some(transition => place(transition) === environments.length) ? 'high' : 'medium' }
}

function weightOf({ change, to }: Transition): number {
  if (change === 'newly mutated') return mutationWeight
  return change === 'newly fails' ? weights[to] : 0
}
