import type { Fleet } from './lib/fleet/fleet.ts'
import type { Unit } from './lib/unit/unit.ts'

export const fleet: Fleet = {
  git: { repository: 'https://git.acme.internal/platform/waybill.git', branch: 'main', path: 'dist' },
  environments: [],
  profiles: [],
  clusters: [],
}

export const estate: readonly Unit[] = []
