import type { Chart } from 'cdk8s'
import type { Fleet } from '../lib/fleet/fleet.ts'
import { defineApp, defineComponent } from '../lib/unit/define-unit.ts'
import type { Unit } from '../lib/unit/unit.ts'
import { addObjects } from './objects.ts'

/** How many units, from the address of this module: render threads import the same one. */
const size = Number(new URL(import.meta.url).searchParams.get('units') ?? 1600)

/**
 * The steps of a platform, each with its width and how many units of the step below it waits for: CRDs; operators (their
 * CRDs and the certificate manager's); their configuration; tenants (policies, gateway, secret store); apps (their tenant).
 */
const steps = [
  { prefix: 'crds', width: 4, waits: 0 },
  { prefix: 'operator', width: 8, waits: 2 },
  { prefix: 'config', width: 16, waits: 1 },
  { prefix: 'tenant', width: 64, waits: 3 },
  { prefix: 'app', width: size - 92, waits: 1 },
]

const ladder: Unit[][] = []
for (const step of steps) ladder.push(Array.from({ length: step.width }, (_, i) => unit(step, i)))

function unit({ prefix, waits }: (typeof steps)[number], i: number): Unit {
  const name = `${prefix}-${i}`
  const below = ladder.at(-1) ?? []
  const after = Array.from({ length: waits }, (_, n) => below[(i + n) % below.length]!)
  const definition = { name, namespace: name, after, build: (chart: Chart) => addObjects(chart, name) }
  return prefix === 'app' ? defineApp({ ...definition, tenant: after[0]! }) : defineComponent(definition)
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
