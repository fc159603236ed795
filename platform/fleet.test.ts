import { App, Chart } from 'cdk8s'
import { describe, expect, test } from 'vitest'
import type { Cluster } from '../lib/fleet/cluster.ts'
import { resolve } from '../lib/fleet/layers.ts'
import type { Manifest } from '../lib/manifest/manifest.ts'
import { order } from '../lib/unit/order.ts'
import { unitsOn } from '../lib/unit/placement.ts'
import type { Unit } from '../lib/unit/unit.ts'
import { argoCd } from './argo-cd/argo-cd.ts'
import { deliveredClusters } from './argo-cd/delivered-clusters.ts'
import { components } from './components.ts'
import { canaries } from './flagger/canaries.ts'
import { flagger } from './flagger/flagger.ts'
import { loadTester } from './flagger/load-tester.ts'
import { loadTest } from './flagger/load-test.ts'
import { fleet } from './fleet.ts'
import { foundations } from './tenancy.ts'
import { flux } from './flux/flux.ts'
import { fluxOperator } from './flux/flux-operator.ts'
import { kubePrometheusStack } from './kube-prometheus-stack/kube-prometheus-stack.ts'
import { monitoring } from './kube-prometheus-stack/monitoring.ts'

const { clusters, profiles, environments } = fleet

function manifests(unit: Unit, cluster: Cluster): Manifest[] {
  const chart = new Chart(new App(), 'test', unit.namespace === undefined ? {} : { namespace: unit.namespace })
  unit.build(chart, cluster)
  return chart.toJson() as Manifest[]
}

function namespacesOf(unit: Unit, cluster: Cluster): string[] {
  return manifests(unit, cluster)
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => metadata.name)
}

/** A unit and everything that is healthy before it is applied. */
function withDependencies(unit: Unit): Unit[] {
  return [unit, ...unit.after.flatMap(withDependencies)]
}

describe('the fleet', () => {
  test('every environment has a cluster, every cluster an environment of the fleet', () => {
    expect(new Set(clusters.map(({ environment }) => environment))).toEqual(new Set(environments))
  })

  test('every profile is used, every component is in one', () => {
    expect(new Set(clusters.map(({ profile }) => profile))).toEqual(new Set(profiles.map(({ name }) => name)))
    expect(new Set(profiles.flatMap(({ components }) => components))).toEqual(new Set(components))
  })

  test.each(clusters)('$name runs everything that its components need, and can start in some order', cluster => {
    const { missing, cycles } = order(unitsOn(cluster, fleet, components))
    expect(missing.map(({ unit, needs }) => `${unit.name} needs ${needs.name}`)).toEqual([])
    expect(cycles).toEqual([])
  })

  test('a cluster runs the engine that delivers it, unless a hub does', () => {
    const engines = ['argo-cd', 'flux'] as const
    const running = (cluster: Cluster) =>
      unitsOn(cluster, fleet, components).flatMap(({ name }) => engines.filter(engine => engine === name))
    const wanted = ({ engine, hub }: Cluster) => (hub ? [] : [engine === 'argocd' ? 'argo-cd' : 'flux'])
    expect(clusters.map(cluster => [cluster.name, running(cluster)])).toEqual(
      clusters.map(cluster => [cluster.name, wanted(cluster)]),
    )
  })

  test('an engine waits for nothing but itself', () => {
    const engines: Unit[] = [argoCd, fluxOperator, flux]
    expect(engines.flatMap(({ after }) => after).filter(unit => !engines.includes(unit))).toEqual([])
  })

  test('traffic can be shifted exactly where Flagger runs, and as the contract says', () => {
    const shifting = clusters.filter(({ traffic }) => traffic !== undefined)
    expect(shifting).toEqual(clusters.filter(cluster => unitsOn(cluster, fleet, [flagger]).length > 0))
    expect(new Set(shifting.map(({ traffic }) => traffic))).toEqual(new Set([canaries.provider]))
  })

  test('a hub can reach exactly the clusters it delivers', () => {
    const [layers] = deliveredClusters.layers
    const reached = unitsOnAnywhere(deliveredClusters).flatMap(hub =>
      (resolve(layers!, hub) as { delivers: string[] }).delivers.map(name => `${hub.name} delivers ${name}`),
    )
    expect(reached).toEqual(clusters.flatMap(({ hub, name }) => (hub ? [`${hub} delivers ${name}`] : [])))
  })

  test('production runs no Kubernetes that staging has not seen', () => {
    const minors = environments.map(environment =>
      clusters
        .filter(cluster => cluster.environment === environment)
        .map(({ kubernetes }) => Number(kubernetes.slice(2))),
    )
    minors.slice(1).forEach((later, i) => expect(Math.max(...later)).toBeLessThanOrEqual(Math.max(...minors[i]!)))
  })
})

function unitsOnAnywhere(unit: Unit): Cluster[] {
  return clusters.filter(cluster => unitsOn(cluster, fleet, [unit]).length > 0)
}

describe.each(components.map(unit => [unit.name, unit] as const))('%s', (_, unit) => {
  const places = unitsOnAnywhere(unit)

  test('names only environments, regions and clusters that exist', () => {
    const known = {
      environments: environments.map(({ name }) => name),
      regions: clusters.map(({ region }) => region),
      clusters: clusters.map(({ name }) => name),
    }
    const unknown = Object.entries(known).flatMap(([kind, names]) =>
      [...unit.layers.flatMap(layers => Object.keys(layers[kind as keyof typeof known] ?? {}))].filter(
        name => !names.includes(name),
      ),
    )
    expect(unknown).toEqual([])
  })

  describe.each(places.map(cluster => [cluster.name, cluster] as const))('on %s', (_, cluster) => {
    test('renders something, and no object twice', () => {
      const objects = manifests(unit, cluster).map(
        ({ kind, metadata }) => `${kind} ${kind === 'Namespace' ? '' : metadata.namespace} ${metadata.name}`,
      )
      expect(objects.length + Number(unit.helm(cluster) !== undefined)).toBeGreaterThan(0)
      expect(objects).toEqual([...new Set(objects)])
    })

    test('its namespace is there before it is', () => {
      if (unit.namespace === undefined) return
      const made = withDependencies(unit).flatMap(needed => namespacesOf(needed, cluster))
      expect(made).toContain(unit.namespace)
    })

    test('says nothing that somebody has to replace first, and no secret', () => {
      const objects = [...manifests(unit, cluster), ...[unit.helm(cluster)?.values ?? []].flat()]
      expect(JSON.stringify(objects)).not.toMatch(/change.?me|example\.(com|org)|todo|fixme|replace.?me/i)
      expect(manifests(unit, cluster).filter(({ kind }) => kind === 'Secret')).toEqual([])
    })
  })
})

describe('the contract', () => {
  test.each(clusters)('what tenants wait for is on $name', cluster => {
    const there = unitsOn(cluster, fleet, components)
    expect(foundations.filter(unit => !there.includes(unit)).map(({ name }) => name)).toEqual([])
  })

  const [cluster] = unitsOnAnywhere(kubePrometheusStack)

  test('Prometheus answers where it says', () => {
    const { release } = kubePrometheusStack.helm(cluster!)!
    expect(monitoring.prometheus).toBe(`http://${release}-prometheus.${kubePrometheusStack.namespace}:9090`)
    expect(monitoring.namespace).toBe(kubePrometheusStack.namespace)
  })

  test('the load tester answers where it says', () => {
    const { release } = loadTester.helm(cluster!)!
    expect(loadTest.url).toBe(`http://${release}.${loadTester.namespace}`)
  })
})
