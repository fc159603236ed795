import type { Cluster } from '../../fleet/cluster.ts'
import type { Unit } from '../../unit/unit.ts'
import { exampleUnit } from '../example.ts'
import type { Rule } from '../rule.ts'
import { unitFinding } from '../unit-finding.ts'

const loki = (version: string | { default: string; environments: Record<string, string> }) => ({
  units: [
    exampleUnit({
      name: 'loki',
      helm: { chart: 'loki', repository: 'https://charts.acme.internal', version, values: () => ({}) },
    }),
  ],
})

export const environmentPin: Rule = {
  id: 'environment-pin',
  lint: 9,
  severity: 'warning',
  description: 'where one environment pins a version, every later one does too, so that a new default cannot reach it',
  examples: {
    refused: [loki({ default: '6.2.0', environments: { staging: '6.1.0' } })],
    allowed: [
      loki('6.2.0'),
      loki({ default: '6.2.0', environments: { prod: '6.1.0' } }),
      loki({ default: '6.2.0', environments: { staging: '6.2.0', prod: '6.1.0' } }),
    ],
  },
  run: ({ estate, fleet, unitsOn }) =>
    estate.flatMap(unit => {
      const clusters = fleet.environments.flatMap(({ name }) =>
        fleet.clusters.filter(c => c.environment.name === name && unitsOn.get(c.name)?.has(unit)),
      )
      const pinned = clusters.find(cluster => !followsDefault(unit, cluster))
      const order = fleet.environments.map(({ name }) => name)
      const place = (cluster: Cluster) => order.indexOf(cluster.environment.name)
      return clusters
        .filter(cluster => pinned !== undefined && place(cluster) > place(pinned) && followsDefault(unit, cluster))
        .map(({ name, environment }) =>
          unitFinding(unit, environmentPin, {
            message: `${name} follows the default version of "${unit.name}", while ${pinned!.name} before it is pinned`,
            fix: `pin the version for environment "${environment.name}" too`,
          }),
        )
    }),
}

function followsDefault(unit: Unit, cluster: Cluster): boolean {
  const version = unit.explain(cluster).find(({ field }) => field === 'helm.version')
  return version === undefined || version.layers.at(-1)?.layer === 'default'
}
