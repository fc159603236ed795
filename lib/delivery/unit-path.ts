import { unitId } from '../unit/unit.ts'
import type { PlacedUnit } from './placed-unit.ts'

/** Folder of a unit inside the git repository. */
export function unitPath({ git, cluster, unit }: Pick<PlacedUnit, 'git' | 'cluster' | 'unit'>): string {
  return `${git.path}/${cluster.name}/${unitId(unit)}`
}
