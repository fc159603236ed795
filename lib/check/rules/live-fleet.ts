import type { Fleet } from '../../fleet/fleet.ts'
import { exampleCluster, exampleFleet, exampleUnit } from '../example.ts'
import type { Problem, Rule } from '../rule.ts'

const web = exampleUnit({ name: 'web' })
const fleet = exampleFleet([exampleCluster('prod')], [web])

export const liveFleet: Rule = {
  id: 'live-fleet',
  lint: 7,
  severity: 'warning',
  description: 'every environment and every profile is chosen by a cluster',
  examples: {
    refused: [
      {
        units: [web],
        fleet: { ...fleet, environments: [{ ...fleet.environments[0]!, name: 'staging' }, ...fleet.environments] },
      },
      { units: [web], fleet: { ...fleet, profiles: [...fleet.profiles, { name: 'small', components: [] }] } },
    ],
    allowed: [{ units: [web], fleet }],
  },
  run: ({ fleet }) =>
    idle(fleet).map(problem => ({ rule: liveFleet.id, severity: liveFleet.severity, path: 'estate.ts', ...problem })),
}

function idle({ clusters, environments, profiles }: Fleet): Problem[] {
  return [
    ...environments
      .filter(({ name }) => !clusters.some(({ environment }) => environment.name === name))
      .map(({ name }) => ({ message: `no cluster is in environment "${name}"`, fix: 'remove it from the fleet' })),
    ...profiles
      .filter(({ name }) => !clusters.some(({ profile }) => profile === name))
      .map(({ name }) => ({ message: `no cluster has profile "${name}"`, fix: 'remove it from the fleet' })),
  ]
}
