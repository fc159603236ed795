import { isDeepStrictEqual } from 'node:util'
import { mutationsIn, type Mutation } from './mutations.ts'
import { overlap } from '../changed-paths.ts'
import { policyFinding, type GuardedCluster } from './guarded-cluster.ts'
import type { Finding } from '../../../finding/finding.ts'

export const twoMutators = {
  id: 'policy-two-mutators',
  severity: 'error',
  description: 'no two mutating policies write one path of one object',
} as const

/** Two policies that write one path: which of them wins is decided by their names. One finding for each pair and path. */
export function twoMutatorsOn(guarded: GuardedCluster): Finding[] {
  const findings = new Map<string, Finding>()
  for (const onOne of Map.groupBy(mutationsIn(guarded), ({ specimen }) => specimen).values()) {
    for (const [i, first] of onOne.entries()) {
      for (const second of onOne.slice(i + 1)) {
        const clash = clashOf(first, second)
        if (clash === undefined) continue
        const key = [first, second].map(({ by }) => by.fingerprint).join()
        if (!findings.has(key)) findings.set(key, clashFinding(guarded, [first, second], clash))
      }
    }
  }
  return [...findings.values()]
}

interface Clash {
  readonly path: string
  readonly values: readonly [unknown, unknown]
}

/** The first path that both write; one that they write differently first of all. */
function clashOf(first: Mutation, second: Mutation): Clash | undefined {
  const clashes = first.changes.flatMap(a =>
    second.changes
      .filter(b => overlap(a.path, b.path))
      .map(b => ({ path: a.path, values: [a.after, b.after] as const })),
  )
  return clashes.find(({ values }) => !isDeepStrictEqual(...values)) ?? clashes[0]
}

function clashFinding(guarded: GuardedCluster, [first, second]: readonly [Mutation, Mutation], clash: Clash): Finding {
  const [a, b] = clash.values.map(value => JSON.stringify(value) ?? 'nothing')
  const same = isDeepStrictEqual(...clash.values)
  const values = same ? `both write ${a}` : `it writes ${b}, the other one ${a}`
  return policyFinding(guarded, second.by, {
    rule: twoMutators.id,
    severity: same ? 'warning' : 'error',
    message: `writes "${clash.path}" of ${second.specimen.title} as ${first.by.policy.kind} "${first.by.policy.name}" does: ${values}`,
    fix: 'let one policy write the field, or keep them apart with match conditions',
  })
}
