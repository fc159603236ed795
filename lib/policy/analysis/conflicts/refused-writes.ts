import { changedPaths, type Change } from '../changed-paths.ts'
import { isMutating } from '../../judge.ts'
import { mutationsIn } from './mutations.ts'
import { policyFinding, type GuardedCluster } from './guarded-cluster.ts'
import type { Finding } from '../../../finding/finding.ts'
import type { KnownPolicy } from '../policy-loader.ts'

export const refusedMutation = {
  id: 'policy-refuses-mutation',
  severity: 'error',
  description: 'no policy refuses what a mutating policy writes',
} as const

export const refusedDefault = {
  id: 'policy-refuses-default',
  severity: 'warning',
  description: 'no policy refuses what the API server fills in',
} as const

/** Policies that an object passes, and fails once a mutating policy has changed it. One finding for each pair. */
export function refusedMutations(guarded: GuardedCluster): Finding[] {
  const findings = new Map<string, Finding>()
  for (const { by, specimen, after, changes } of mutationsIn(guarded)) {
    for (const judging of refusing(guarded)) {
      const key = `${by.fingerprint} ${judging.fingerprint}`
      if (findings.has(key) || guarded.ask(judging, after).status !== 'fail') continue
      if (guarded.ask(judging, specimen.stored).status === 'fail') continue
      const written = changes.map(({ path, after }) => `${path}: ${JSON.stringify(after) ?? 'removed'}`).join(', ')
      findings.set(
        key,
        policyFinding(guarded, judging, {
          rule: refusedMutation.id,
          severity: denies(judging) ? 'error' : 'warning',
          message: `refuses ${specimen.title} because of what ${by.policy.kind} "${by.policy.name}" writes (${written})`,
          fix: 'let the two agree, or exclude from one what the other is for',
        }),
      )
    }
  }
  return [...findings.values()]
}

/** Policies that an object fails for a field that its author has left to the API server. One finding for each policy and field. */
export function refusedDefaults(guarded: GuardedCluster): Finding[] {
  const findings = new Map<string, Finding>()
  for (const { given, stored, title } of guarded.specimens) {
    const added = changedPaths(given, stored).filter(isWorthATry)
    if (added.length === 0) continue
    for (const judging of refusing(guarded)) {
      if (guarded.ask(judging, stored).status !== 'fail' || guarded.ask(judging, given).status === 'fail') continue
      const culprit = added.find(change => guarded.ask(judging, without(stored, change)).status !== 'fail')
      if (culprit === undefined) continue
      const field = culprit.path.replaceAll(/\[\d+\]/g, '[]')
      const key = `${judging.fingerprint} ${field}`
      if (!findings.has(key))
        findings.set(key, defaultFinding(guarded, judging, { field, value: culprit.after, title }))
    }
  }
  return [...findings.values()]
}

/** An empty object is written where nothing is: it stands for no choice. */
function isWorthATry({ path, after }: Change): boolean {
  return !path.startsWith('metadata.') && JSON.stringify(after) !== '{}'
}

function defaultFinding(
  guarded: GuardedCluster,
  judging: KnownPolicy,
  { field, value, title }: { readonly field: string; readonly value: unknown; readonly title: string },
): Finding {
  return policyFinding(guarded, judging, {
    rule: refusedDefault.id,
    severity: refusedDefault.severity,
    message: `refuses ${title} for ${field}: ${JSON.stringify(value)}, which the API server fills in where nothing is said`,
    fix: 'allow the default, set the field in a mutating policy, or demand in the message that it is written',
  })
}

/** Policies that can refuse an object. */
function refusing({ policies }: GuardedCluster): readonly KnownPolicy[] {
  return policies.filter(
    ({ policy }) => !isMutating(policy) && !/^(Namespaced)?(Deleting|Generating)Policy$/.test(policy.kind),
  )
}

function denies({ policy }: KnownPolicy): boolean {
  return policy.actions.includes('Deny')
}

/** A copy without what one change has added. */
function without<T>(object: T, change: Change): T {
  const copy = structuredClone(object)
  const steps = [...change.path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => (quoted !== undefined ? (JSON.parse(`"${quoted}"`) as string) : (index ?? name)!),
  )
  const last = steps.pop()!
  const parent = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], copy)
  Reflect.deleteProperty(parent as object, last)
  return copy
}
