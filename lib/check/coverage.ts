import type { Control, Framework } from '../compliance/framework.ts'
import type { Finding } from '../finding/finding.ts'
import { groupKind, objectTitle } from '../manifest/object-key.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { acts } from '../policy/acts.ts'
import { asksRegistry } from '../policy/left-open.ts'
import type { Policy } from '../policy/policy.ts'
import type { Guards } from './guards.ts'

/**
 * `guarded`: a policy would refuse a breach, but no object here is concerned. `open`: manifests could prove it, but nothing
 * here does. `beyond`: no manifest can.
 */
export type CoverageStatus = 'proven' | 'guarded' | 'broken' | 'open' | 'beyond'

/** What speaks for a control, or against it. */
export interface Evidence {
  /** `policy <name>`, `check <rule>` or `kind <group/Kind>` */
  readonly by: string
  /** Objects that prove it, as `cluster: Kind namespace/name`. */
  readonly proves: readonly string[]
  /** Objects or files that break it. */
  readonly breaks: readonly string[]
  /** Objects that an exception takes out. */
  readonly excused: readonly string[]
}

export interface ControlCoverage extends Pick<Control, 'title' | 'beyond'> {
  /** As people write it, e.g. `SOC2/CC6.1`. */
  readonly control: string
  readonly status: CoverageStatus
  readonly evidence: readonly Evidence[]
}

export interface CoverageInput {
  readonly guards: readonly Guards[]
  readonly findings: readonly Finding[]
}

/** What the rendered objects say about each control of a framework. Pure: reads nothing. */
export function coverage(framework: Framework, { guards, findings }: CoverageInput): readonly ControlCoverage[] {
  const policies = policyEvidence(guards)
  const checks = Map.groupBy(findings, ({ rule }) => rule)
  const kinds = objectsByKind(guards)
  return Object.entries(framework.controls).map(([id, { title, beyond, ...by }]) => {
    const control = `${framework.prefix}/${id}`
    const evidence = [
      ...(policies.get(control) ?? []),
      ...(by.checks ?? []).map(rule => checkEvidence(rule, checks.get(rule) ?? [])),
      ...(by.kinds ?? []).map(kind => ({ ...none, by: `kind ${kind}`, proves: kinds.get(kind) ?? [] })),
    ]
    return { control, title, ...(beyond !== undefined && { beyond }), status: statusOf(evidence, beyond), evidence }
  })
}

const none = { proves: [], breaks: [], excused: [] } as const

/** A check that found nothing speaks for all of the estate, whatever the number of objects. */
function statusOf(evidence: readonly Evidence[], beyond: string | undefined): CoverageStatus {
  if (evidence.some(({ breaks }) => breaks.length > 0)) return 'broken'
  if (evidence.some(({ by, proves }) => proves.length > 0 || by.startsWith('check '))) return 'proven'
  if (evidence.some(({ by }) => by.startsWith('policy '))) return 'guarded'
  return beyond === undefined ? 'open' : 'beyond'
}

function checkEvidence(rule: string, findings: readonly Finding[]): Evidence {
  return { ...none, by: `check ${rule}`, breaks: findings.map(({ object, path }) => object ?? path) }
}

/** What each policy says, by the controls that it claims to be evidence for. */
function policyEvidence(guards: readonly Guards[]): ReadonlyMap<string, readonly Evidence[]> {
  const rows = guards.flatMap(({ cluster, rows }) => rows.map(row => ({ cluster, ...row })))
  const byPolicy = Map.groupBy(rows, ({ verdict }) => verdict.policy.name)
  const out = new Map<string, Evidence[]>()
  const policies = new Map(guards.flatMap(({ policies }) => policies).map(policy => [policy.name, policy]))
  for (const policy of policies.values()) {
    const own = acts(policy) || asksRegistry(policy) ? [] : (byPolicy.get(policy.name) ?? [])
    const named = (fits: (row: (typeof own)[number]) => boolean) => own.filter(fits).map(title)
    const evidence = {
      by: `policy ${policy.name}`,
      proves: named(({ verdict }) => verdict.status === 'pass'),
      breaks: named(({ verdict }) => verdict.status === 'fail'),
      excused: named(({ verdict }) => verdict.exceptions !== undefined),
    }
    for (const control of controlsOf(policy)) out.set(control, [...(out.get(control) ?? []), evidence])
  }
  return out
}

function controlsOf({ manifest }: Policy): readonly string[] {
  return (manifest.metadata.annotations?.['waybill.dev/controls'] ?? '').split(', ').filter(Boolean)
}

function objectsByKind(guards: readonly Guards[]): ReadonlyMap<string, readonly string[]> {
  const all = guards.flatMap(({ cluster, tree }) => tree.map(({ object }) => ({ cluster, object })))
  const byKind = Map.groupBy(all, ({ object }) => groupKind(object as Manifest))
  return new Map([...byKind].map(([kind, objects]) => [kind, objects.map(title)]))
}

function title({ cluster, object }: { readonly cluster: string; readonly object: unknown }): string {
  return `${cluster}: ${objectTitle(object as Manifest)}`
}
