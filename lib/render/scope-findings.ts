import type { Finding } from '../finding/finding.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Unit } from '../unit/unit.ts'
import { useInstead } from '../finding/unknown-name.ts'
import type { Scope } from './scope.ts'

/** Names that the command line limits a run to, and nothing bears. */
export function scopeFindings(scope: Scope, fleet: Fleet, estate: readonly Unit[]): Finding[] {
  return (['cluster', 'unit'] as const).flatMap(what => {
    const written = scope[what]
    const names = (what === 'cluster' ? fleet.clusters : estate).map(({ name }) => name)
    if (written === undefined || names.includes(written)) return []
    const message = `unknown ${what} "${written}"`
    return [
      { rule: 'unknown-name', severity: 'error' as const, path: `--${what}`, message, fix: useInstead(written, names) },
    ]
  })
}
