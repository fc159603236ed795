import type { Fleet } from '../fleet/fleet.ts'
import type { Finding } from '../finding/finding.ts'
import { throwErrors } from '../finding/findings-error.ts'
import { unitId, type Unit } from '../unit/unit.ts'
import { apply } from './apply.ts'
import { diff, type Change } from './diff.ts'
import { emit } from './emit.ts'
import { layout } from './layout.ts'
import { useInstead } from './unknown-name.ts'

/** What a run may write; everything is laid out and checked all the same. */
export interface Scope {
  readonly cluster?: string | undefined
  /** Name of a unit. */
  readonly unit?: string | undefined
}

export interface Synthesis {
  readonly changes: readonly Change[]
  readonly unchanged: number
}

/** Makes dist hold exactly what the estate says. Throws all findings, having written nothing. */
export function synthesize(
  { fleet, estate }: { readonly fleet: Fleet; readonly estate: readonly Unit[] },
  outdir: string,
  scope: Scope = {},
): Synthesis {
  throwErrors(scopeFindings(scope, fleet, estate))
  const { files, findings } = layout(estate, fleet)
  throwErrors(findings)
  const difference = diff(
    files.map(file => ({ path: file.path, text: emit(file.manifest) })),
    outdir,
  )
  throwErrors(difference.findings)
  const owner = new Map(files.map(({ path, unit }) => [path, unit]))
  const unit = estate.find(({ name }) => name === scope.unit)
  const changes = difference.changes.filter(({ path }) => {
    if (scope.cluster !== undefined && !path.startsWith(`${scope.cluster}/`)) return false
    return unit === undefined || owner.get(path) === unitId(unit) || path.includes(`/${unitId(unit)}/`)
  })
  throwErrors(apply(changes, outdir))
  return { changes, unchanged: difference.unchanged }
}

function scopeFindings(scope: Scope, fleet: Fleet, estate: readonly Unit[]): Finding[] {
  return [['cluster', scope.cluster, fleet.clusters] as const, ['unit', scope.unit, estate] as const].flatMap(
    ([what, written, known]) => {
      const names = known.map(({ name }) => name)
      if (written === undefined || names.includes(written)) return []
      const message = `unknown ${what} "${written}"`
      return [{ rule: 'unknown-name', severity: 'error', path: `--${what}`, message, fix: useInstead(written, names) }]
    },
  )
}
