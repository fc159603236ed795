import type { Fleet } from '../lib/fleet/fleet.ts'
import { defineApp, defineComponent } from '../lib/unit/define-unit.ts'
import type { Unit } from '../lib/unit/unit.ts'
import { addObjects } from './objects.ts'

/** How many units, from the address of this module: render threads import the same one. */
const size = Number(new URL(import.meta.url).searchParams.get('units') ?? 1600)

/** Four waves of components, then tenants, then apps: everything waits for one unit of the step before. */
const steps = [4, 8, 16, 64]

const ladder: Unit[][] = []
for (const [step, width] of [...steps, size - steps.reduce((a, b) => a + b)].entries()) {
  ladder.push(Array.from({ length: width }, (_, i) => unit(step, i)))
}

function unit(step: number, i: number): Unit {
  const name = `${['crds', 'operator', 'config', 'tenant', 'app'][step]}-${i}`
  const below = ladder[step - 1]
  const after = below === undefined ? [] : [below[i % below.length]!]
  const definition = {
    name,
    namespace: name,
    after,
    build: (chart: Parameters<typeof addObjects>[0]) => addObjects(chart, name),
  }
  return step === 4 ? defineApp({ ...definition, tenant: after[0]! }) : defineComponent(definition)
}

export const estate: readonly Unit[] = ladder.flat()

const production = { name: 'production', policyAction: 'Deny', sync: { prune: true, selfHeal: true } } as const

export const fleet: Fleet = {
  git: { repository: 'https://git.acme.internal/platform/waybill.git', branch: 'main', path: 'dist' },
  environments: [production],
  profiles: [{ name: 'all', components: estate }],
  clusters: [
    {
      name: 'bench',
      environment: production,
      region: 'eu-west-1',
      cloud: 'aws',
      engine: 'argocd',
      kubernetes: '1.36',
      domain: 'bench.acme.internal',
      profile: 'all',
    },
  ],
}
