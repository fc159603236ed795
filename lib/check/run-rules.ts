import type { Finding } from '../finding/finding.ts'
import { contextOf, type CheckContext, type CheckInput } from './context.ts'
import type { Rule } from './rule.ts'

/** What the rules say about an estate, and what they would say were it not excused. */
export interface RuleResults {
  readonly findings: readonly Finding[]
  /** Findings that an annotation with a reason excuses. */
  readonly waived: readonly Finding[]
  /** The indexes that the rules went by. */
  readonly context: CheckContext
}

/** Runs every rule over one set of indexes. Pure: reads nothing, writes nothing. */
export function runRules(rules: readonly Rule[], input: CheckInput): RuleResults {
  const context = contextOf(input)
  const waivable = new Set(rules.filter(rule => rule.waivable).map(({ id }) => id))
  const found = rules.flatMap(rule => rule.run(context))
  const byPath = waivers(context)
  const isWaived = ({ rule, path }: Finding) => waivable.has(rule) && byPath.get(path)?.has(rule) === true
  return { findings: found.filter(finding => !isWaived(finding)), waived: found.filter(isWaived), context }
}

/** The rules from which an object is excused, by its file; an annotation without a reason excuses from nothing. */
function waivers({ files }: CheckContext): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    files.flatMap(({ path, manifest }) => {
      const allowed = Object.entries(manifest.metadata.annotations ?? {})
        .filter(([name, reason]) => name.startsWith(prefix) && reason.trim() !== '')
        .map(([name]) => name.slice(prefix.length))
      return allowed.length === 0 ? [] : [[`dist/${path}`, new Set(allowed)] as const]
    }),
  )
}

const prefix = 'waybill/allow-'
