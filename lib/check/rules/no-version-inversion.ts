import { compare, valid } from 'semver'
import type { Cluster } from '../../fleet/cluster.ts'
import type { Unit } from '../../unit/unit.ts'
import type { CheckContext } from '../context.ts'
import { exampleUnit } from '../example.ts'
import type { Rule } from '../rule.ts'
import { unitFinding } from '../unit-finding.ts'

const loki = (staging: string, prod: string) => ({
  units: [
    exampleUnit({
      name: 'loki',
      helm: {
        chart: 'loki',
        repository: 'https://charts.acme.internal',
        version: { default: staging, environments: { prod } },
        values: () => ({}),
      },
    }),
  ],
})

export const noVersionInversion: Rule = {
  id: 'no-version-inversion',
  lint: 6,
  severity: 'error',
  description: 'no environment runs a newer version than the environment before it',
  examples: {
    refused: [loki('6.1.0', '6.2.0'), loki('6.2.0-rc.1', '6.2.0')],
    allowed: [loki('6.2.0', '6.2.0'), loki('6.2.0', '6.1.0'), loki('6.10.0', '6.9.0')],
  },
  run: context =>
    context.estate.flatMap(unit =>
      inversions(unit, context).map(problem => unitFinding(unit, noVersionInversion, problem)),
    ),
}

function inversions(unit: Unit, context: CheckContext): { message: string; fix: string }[] {
  const steps = context.fleet.environments.flatMap(({ name }) => newest(unit, name, context))
  return steps.slice(1).flatMap((step, i) => {
    const before = steps[i]!
    if (compare(step.version, before.version) <= 0) return []
    return [
      {
        message: `${step.cluster.name} runs "${unit.name}" ${step.version}, newer than ${before.version} on ${before.cluster.name}, which comes before it`,
        fix: `raise it in environment "${before.cluster.environment.name}" first`,
      },
    ]
  })
}

interface Step {
  readonly cluster: Cluster
  readonly version: string
}

/** The newest version that any cluster of an environment runs; nothing where the unit is not there. */
function newest(unit: Unit, environment: string, { fleet, unitsOn }: CheckContext): Step[] {
  return fleet.clusters
    .filter(cluster => cluster.environment.name === environment && unitsOn.get(cluster.name)?.has(unit))
    .map(cluster => ({ cluster, version: unit.helm(cluster)?.version ?? '' }))
    .filter(({ version }) => valid(version) !== null)
    .sort((a, b) => compare(b.version, a.version))
    .slice(0, 1)
}
