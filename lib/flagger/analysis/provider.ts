import { field, items, text } from '../../manifest/field.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { abilities, type Ability } from '../ability.ts'
import { readPlan } from '../plan.ts'
import { gatewayProblems } from './gateway.ts'
import type { Problem, Site } from './site.ts'

/** Whether the cluster runs what the Canary asks for, and whether that can do it. */
export function providerProblems(canary: Manifest, site: Site): Problem[] {
  const { name, traffic } = site.cluster
  const provider = (text(canary, 'spec.provider') ?? traffic) as typeof traffic
  if (traffic === undefined) {
    const message = `cluster "${name}" has nothing that shifts traffic`
    return [{ message, fix: 'set traffic of the cluster, or keep the Canary off it' }]
  }
  if (provider !== traffic && provider !== 'kubernetes') {
    const message = `its provider is "${provider}", and cluster "${name}" runs "${traffic}"`
    return [{ message, fix: `use the platform's contract, which knows "${traffic}"` }]
  }
  const able: readonly Ability[] = abilities[provider ?? traffic]
  const missing = needs(canary).filter(need => !able.includes(need))
  return [
    ...missing.map(need => ({
      message: `${provider} cannot do what it asks for: ${phrases[need]}`,
      fix: `use one of ${able.filter(ability => strategies.includes(ability)).join(', ')}`,
    })),
    ...(provider === 'gatewayapi:v1' ? gatewayProblems(canary, site) : []),
  ]
}

const strategies: readonly Ability[] = ['weighted', 'abTest', 'blueGreen']

const phrases: Readonly<Record<Ability, string>> = {
  weighted: 'traffic by weight',
  abTest: 'an A/B test',
  blueGreen: 'blue/green',
  mirroring: 'mirrored traffic',
  sessionAffinity: 'session affinity',
  queryMatch: 'a match on query parameters',
  requestMetrics: 'request metrics',
}

function needs(canary: Manifest): Ability[] {
  const { strategy, mirror } = readPlan(canary)
  const analysis = field(canary, 'spec.analysis')
  const asked: [Ability, boolean][] = [
    ['mirroring', mirror],
    ['sessionAffinity', field(analysis, 'sessionAffinity') !== undefined],
    ['queryMatch', items(analysis, 'match').some(match => field(match, 'queryParams') !== undefined)],
  ]
  return [strategy, ...asked.flatMap(([need, isAsked]) => (isAsked ? [need] : []))]
}
