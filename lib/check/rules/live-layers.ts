import type { Cluster } from '../../fleet/cluster.ts'
import type { Unit } from '../../unit/unit.ts'
import { exampleUnit } from '../example.ts'
import type { Problem, Rule } from '../rule.ts'
import { unitFinding } from '../unit-finding.ts'

const layered = (on: readonly string[]) => ({
  units: [
    exampleUnit({
      name: 'web',
      on: { environments: on },
      settings: { default: { replicas: 1 }, environments: { prod: { replicas: 2 } } },
    }),
  ],
})

/** Keys that no cluster has are refused at render; this is about keys of clusters where the unit is not. */
export const liveLayers: Rule = {
  id: 'live-layers',
  lint: 7,
  severity: 'warning',
  description: 'every layer of a definition changes something somewhere',
  examples: { refused: [layered(['staging'])], allowed: [layered(['prod']), layered(['staging', 'prod'])] },
  run: ({ estate, fleet, unitsOn }) =>
    estate.flatMap(unit => {
      const clusters = fleet.clusters.filter(({ name }) => unitsOn.get(name)?.has(unit))
      return deadLayers(unit, clusters).map(problem => unitFinding(unit, liveLayers, problem))
    }),
}

function deadLayers(unit: Unit, clusters: readonly Cluster[]): Problem[] {
  const named = {
    environments: new Set(clusters.map(({ environment }) => environment.name)),
    regions: new Set(clusters.map(({ region }) => region)),
    clusters: new Set(clusters.map(({ name }) => name)),
  }
  return unit.layers.flatMap(layers =>
    (['environments', 'regions', 'clusters'] as const).flatMap(kind =>
      Object.keys(layers[kind] ?? {})
        .filter(name => !named[kind].has(name))
        .map(name => ({
          message: `"${unit.name}" has a layer for ${kind.slice(0, -1)} "${name}", where it does not run`,
          fix: 'remove the layer, or let the unit run there',
        })),
    ),
  )
}
