import type { Finding } from '../finding/finding.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Unit } from '../unit/unit.ts'
import { dnsLabelProblem } from './dns-name.ts'
import { useInstead } from '../finding/unknown-name.ts'

/** Where the fleet reaches the renderer; the fleet itself does not know where it stands. */
const path = 'estate.ts'

/** What is wrong with the fleet itself: names, and references to what does not exist. */
export function fleetFindings(fleet: Fleet, units: readonly Unit[]): Finding[] {
  return [
    ...named('environment', fleet.environments),
    ...named('profile', fleet.profiles),
    ...named('cluster', fleet.clusters),
    ...fleet.clusters.flatMap(cluster => clusterFindings(cluster, fleet)),
    ...fleet.profiles.flatMap(profile => strangersIn(profile, units)),
  ]
}

function named(what: string, things: readonly { readonly name: string }[]): Finding[] {
  const names = things.map(({ name }) => name)
  const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i))
  return [
    ...[...new Set(names)].flatMap(name => {
      const problem = dnsLabelProblem(name)
      return problem === undefined ? [] : [finding('fleet-name', `${what} "${name}" ${problem}`, 'rename it')]
    }),
    ...[...twice].map(name => finding('fleet-name', `two ${what}s are named "${name}"`, 'rename one')),
  ]
}

function clusterFindings(cluster: Cluster, fleet: Fleet): Finding[] {
  const where = `cluster "${cluster.name}"`
  const findings: Finding[] = []
  const region = dnsLabelProblem(cluster.region)
  if (region !== undefined) {
    findings.push(finding('fleet-name', `${where}: region "${cluster.region}" ${region}`, 'rename it'))
  }
  for (const [what, written, known] of [
    ['environment', cluster.environment.name, fleet.environments],
    ['profile', cluster.profile, fleet.profiles],
  ] as const) {
    const names = known.map(({ name }) => name)
    if (!names.includes(written)) {
      findings.push(finding('unknown-name', `${where}: unknown ${what} "${written}"`, useInstead(written, names)))
    }
  }
  return [...findings, ...hubFindings(cluster, fleet)]
}

function hubFindings(cluster: Cluster, { clusters }: Fleet): Finding[] {
  if (cluster.hub === undefined) return []
  const where = `cluster "${cluster.name}"`
  const hub = clusters.find(({ name }) => name === cluster.hub)
  const hubs = clusters.filter(({ name, engine, hub }) => engine === 'argocd' && !hub && name !== cluster.name)
  const fix = useInstead(
    cluster.hub,
    hubs.map(({ name }) => name),
  )
  if (hub === undefined) return [finding('hub', `${where}: unknown hub "${cluster.hub}"`, fix)]
  if (cluster.engine !== 'argocd') {
    return [
      finding(
        'hub',
        `${where}: only Argo CD delivers from a hub, but its engine is "${cluster.engine}"`,
        'remove its hub',
      ),
    ]
  }
  if (hub.engine !== 'argocd') return [finding('hub', `${where}: hub "${hub.name}" does not run Argo CD`, fix)]
  if (hub.hub === undefined) return []
  return [finding('hub', `${where}: hub "${hub.name}" is itself delivered from "${hub.hub}"`, fix)]
}

function strangersIn(profile: Fleet['profiles'][number], units: readonly Unit[]): Finding[] {
  const known = new Set<unknown>(units)
  return profile.components
    .filter(component => !known.has(component))
    .map(({ name }) =>
      finding(
        'unknown-name',
        `profile "${profile.name}": component "${name}" is not in the estate`,
        'add it to the estate',
      ),
    )
}

function finding(rule: string, message: string, fix: string): Finding {
  return { rule, severity: 'error', path, message, fix }
}
