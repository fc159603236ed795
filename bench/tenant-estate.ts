import { components } from '../platform/components.ts'
import { defineTenant, defineWebService, retail } from '../platform/contract.ts'
import { fleet as reference } from '../platform/fleet.ts'
import type { Unit } from '../lib/unit/unit.ts'

/** How many tenants, from the address of this module. */
const size = Number(new URL(import.meta.url).searchParams.get('tenants') ?? 1000)

/** The reference fleet without its laptop: two engines, four clusters. */
export const fleet = {
  ...reference,
  clusters: reference.clusters.filter(({ environment }) => environment.name !== 'local'),
}

const on = { environments: fleet.environments.map(({ name }) => name).filter(name => name !== 'local') }
const releases = { pin: (image: string) => ({ image: `${image}:1.4.2` }) }

/** A tenant and its three apps, which call one another, as a team writes them. */
function team(i: number): Unit[] {
  const name = `team-${i}`
  const tenant = defineTenant({
    name,
    organization: retail,
    owners: ['shop-owners'],
    contact: { email: `${name}@acme.internal`, channel: `#${name}` },
    tier: 'bronze',
    monthlyBudget: 1000,
    classification: 'internal',
    on,
  })
  const app = (part: string, more: object) =>
    defineWebService({ name: `${name}-${part}`, tenant, image: `ghcr.io/acme/${part}`, releases, ...more })
  const store = app('store', {})
  const api = app('api', { calls: [store] })
  return [tenant, store, api, app('web', { calls: [api], route: { host: name } })]
}

export const estate: readonly Unit[] = [...components, ...Array.from({ length: size }, (_, i) => team(i)).flat()]
