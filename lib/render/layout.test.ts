import { ApiObject, JsonPatch, Lazy, type Chart } from 'cdk8s'
import { Deployment } from 'cdk8s-plus-28'
import { Construct } from 'constructs'
import { describe, expect, test } from 'vitest'
import type { Unit } from '../unit/unit.ts'
import { layout } from './layout.ts'
import {
  addConfigMap,
  development,
  findingsOf,
  local,
  manifestsOf,
  smallFleet,
  staging,
  unit,
} from './testing/small-estate.ts'

/** An object of a kind, written as `v1 Service`. */
function object(chart: Chart, type: string, metadata: object = { name: 'x' }): ApiObject {
  const [apiVersion = '', kind = ''] = type.split(' ')
  return new ApiObject(chart, kind, { apiVersion, kind, metadata: metadata as never })
}

const building = (build: (chart: Chart) => unknown) => unit('dns', { build: chart => void build(chart) })

describe('files', () => {
  test('one file per object, under its cluster, layer and unit', () => {
    expect(Object.keys(manifestsOf([unit('dns')]))).toEqual(['staging/platform/dns/shared.configmap.settings.yaml'])
  })

  test('objects of one kind and name in two namespaces are two files', () => {
    const twice = building(chart => {
      new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'a' } })
      new ApiObject(chart, 'b', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'b' } })
    })
    expect(Object.keys(manifestsOf([twice]))).toHaveLength(2)
  })

  test('a name that no file may have becomes one that it may', () => {
    const role = building(chart => object(chart, 'rbac.authorization.k8s.io/v1 ClusterRole', { name: 'system:x' }))
    expect(Object.keys(manifestsOf([role]))).toEqual(['staging/platform/dns/clusterrole.system-x.yaml'])
  })

  test('the order of units changes nothing', () => {
    const a = unit('a')
    const units = [a, unit('b', { namespace: 'b', after: [a] }), unit('c', { namespace: 'c' })]
    const reversed = units.toReversed()
    expect(layout(reversed, smallFleet(reversed, [local, staging]))).toEqual(
      layout(units, smallFleet(units, [staging, local])),
    )
  })
})

describe('reading constructs', () => {
  test('null is kept, undefined is left out, and tokens are resolved', () => {
    const data = {
      gone: undefined,
      none: null,
      later: Lazy.any({ produce: () => ({ token: { resolve: () => [1, -0] } }) }),
    }
    const [manifest] = Object.values(manifestsOf([building(chart => addConfigMap(chart, 'x', data))]))
    expect(manifest).toHaveProperty('data', { none: null, later: { token: [1, 0] } })
  })

  test('JSON patches apply, also one that sets null', () => {
    const patched = building(chart =>
      addConfigMap(chart, 'x', { a: 1 }).addJsonPatch(JsonPatch.add('/data/b', null), JsonPatch.remove('/data/a')),
    )
    expect(Object.values(manifestsOf([patched]))[0]).toHaveProperty('data', { b: null })
  })

  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  test.each([
    ['NaN', NaN, 'is NaN'],
    ['an infinite number', Infinity, 'is Infinity'],
    ['a BigInt', 1n, 'is a bigint'],
    ['a function', () => 1, 'is a function'],
    ['a symbol', Symbol('x'), 'is a symbol'],
    ['a Date', new Date(0), 'is an instance of Date'],
    ['an instance of a class', new (class Quantity {})(), 'is an instance of Quantity'],
    ['half a surrogate pair', '\uD800', 'half of a surrogate pair'],
    ['undefined in a list', [undefined], 'is undefined'],
    ['an object that holds itself', cyclic, 'holds itself'],
  ])('%s is a finding that names the field', (_, value, message) => {
    const [found] = findingsOf([building(chart => addConfigMap(chart, 'x', { deep: { field: value } }))])
    expect(found).toContain('field "data.deep.field')
    expect(found).toContain(message)
  })

  test('a selector that holds the address of a construct is refused', () => {
    const hashed = building(
      chart => new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web:1.0.0' }] }),
    )
    expect(findingsOf([hashed]).join('\n')).toMatch(
      /matchLabels.cdk8s.io\/metadata.addr" selects by where the construct/,
    )
  })

  test('a name that cdk8s would make up is refused', () => {
    const [found] = findingsOf([building(chart => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap' }))])
    expect(found).toContain('field "metadata.name" is missing; set metadata.name')
  })

  test.each(['kind', 'apiVersion'] as const)('an object without %s is refused', field => {
    const props = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, [field]: '' }
    expect(findingsOf([building(chart => new ApiObject(chart, 'x', props))]).join()).toContain(
      `field "${field}" must be`,
    )
  })

  test('validations of constructs are findings', () => {
    class Gate extends Construct {
      constructor(scope: Construct) {
        super(scope, 'gate')
        this.node.addValidation({ validate: () => ['has no gates; add one'] })
      }
    }
    expect(findingsOf([building(chart => new Gate(chart))])[0]).toContain('[dns/gate] has no gates; add one')
  })
})

describe('namespaces', () => {
  test("the chart's namespace is taken off an object that has none", () => {
    const manifests = manifestsOf([building(chart => object(chart, 'v1 Namespace', { name: 'shared' }))])
    expect(manifests).toHaveProperty(['staging/platform/dns/namespace.shared.yaml', 'metadata', 'name'], 'shared')
    expect(manifests).not.toHaveProperty(['staging/platform/dns/namespace.shared.yaml', 'metadata', 'namespace'])
  })

  test('a cluster-scoped object with a namespace of its own is refused', () => {
    const wrong = building(chart => object(chart, 'v1 Namespace', { name: 'x', namespace: 'y' }))
    expect(findingsOf([wrong])[0]).toContain('is cluster-scoped but has the namespace "y"; remove metadata.namespace')
  })

  test('a namespaced object without one is refused', () => {
    const bare = { ...unit('dns'), namespace: undefined }
    expect(findingsOf([bare])[0]).toContain('is namespaced but has no namespace; set the namespace')
  })

  test('the scope of a custom kind comes from `provides`, or from a CRD of the unit or of one before it', () => {
    const crd = unit('crds', {
      build: chart =>
        void new ApiObject(chart, 'crd', {
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: { name: 'widgets.acme.internal' },
          spec: { group: 'acme.internal', scope: 'Cluster', names: { kind: 'Widget' } },
        } as never),
    })
    const use = (name: string, after: Unit[]) =>
      unit(name, { after, build: chart => void object(chart, 'acme.internal/v1 Widget', { name }) })
    expect(Object.keys(manifestsOf([crd, use('a', [crd])]))).toContain('staging/platform/a/widget.a.yaml')
    expect(findingsOf([crd, use('a', [])])[0]).toContain('nobody says whether "acme.internal/Widget" has namespaces')
    const widget = { group: 'acme.internal', kind: 'Widget', versions: ['v1'], scope: 'Cluster' } as const
    expect(findingsOf([unit('dns', { provides: [widget] }), use('a', [])])).toEqual([])
  })
})

describe('data', () => {
  const namespace = (annotations: Record<string, string>) => (chart: Chart) =>
    void object(chart, 'v1 Namespace', { name: 'shared', annotations })
  const annotations = (one: Unit, cluster = staging) =>
    Object.values(manifestsOf([one], smallFleet([one], [cluster]))).map(
      manifest => (manifest as { metadata: { annotations?: object } }).metadata.annotations,
    )

  test('survives the removal of its unit, in the words of the engine', () => {
    const kept = unit('dns', { build: namespace({}) })
    expect(annotations(kept)).toEqual([{ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' }])
    expect(annotations(kept, local)).toEqual([{ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }])
  })

  test('keeps the sync options it has, and those it has about pruning', () => {
    const options = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true, Prune=confirm' }
    expect(annotations(unit('dns', { build: namespace(options) }))).toEqual([
      { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=confirm,Delete=false' },
    ])
  })

  test('goes with its unit where the definition confirms it; objects without data are left alone', () => {
    expect(annotations(unit('dns', { onRemoval: 'delete-data', build: namespace({}) }))).toEqual([undefined])
    expect(annotations(unit('dns'))).toEqual([undefined])
  })
})

describe('ownership', () => {
  test('refuses two units that render the same object, and names both', () => {
    expect(findingsOf([unit('dns'), unit('mail')]).join()).toMatch(
      /"\/ConfigMap\/shared\/settings" is rendered by staging\/platform\/dns \(.*\) and staging\/platform\/mail \(.*\)/,
    )
  })

  test('two versions of a kind are one object', () => {
    const v = (version: string) =>
      unit(version, { build: chart => void object(chart, `autoscaling/${version} HorizontalPodAutoscaler`) })
    expect(findingsOf([v('v1'), v('v2')]).join()).toContain('is rendered by')
  })

  test('refuses two objects that want one file, also where only the case differs', () => {
    const roles = building(chart => {
      for (const name of ['System:a', 'system-a']) {
        new ApiObject(chart, name, {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name },
        })
      }
    })
    expect(findingsOf([roles])[0]).toContain('2 objects of staging/platform/dns')
  })
})

describe('a unit that throws', () => {
  const throwing = (name: string, build: () => void) => unit(name, { build })

  test('is a finding with unit, cluster and line, and hides no other problem', () => {
    const broken = throwing('broken', () => {
      throw new Error('no such zone\nin the list')
    })
    const found = findingsOf([
      broken,
      building(chart => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'Secret' })),
    ])
    expect(found[0]).toMatch(/staging: unit broken: throws at lib\/render\/layout\.test\.ts:\d+: no such zone;/)
    expect(found[1]).toContain('field "metadata.name" is missing')
  })

  test('may throw anything', () => {
    const broken = throwing('broken', () => {
      throw null
    })
    expect(findingsOf([broken])[0]).toContain('null (not an Error)')
  })

  test('or recurse without end', () => {
    const loop = (): void => loop()
    expect(findingsOf([throwing('broken', loop)])[0]).toContain('Maximum call stack size exceeded')
  })
})

describe('bad definitions', () => {
  const loop: Unit[] = []
  const a = { ...unit('a'), after: loop }
  loop.push({ ...unit('b'), after: [a] })
  const fleetWith = (cluster: object) => smallFleet([], [{ ...staging, ...cluster }])
  const layered = (field: object) => ({ ...unit('dns'), layers: [{ default: {}, ...field }] })
  const helm = (chart: object) =>
    unit('dns', {
      helm: {
        chart: 'dns',
        repository: 'https://charts.acme.internal',
        version: '1.2.3',
        values: () => ({}),
        ...chart,
      },
    })

  test.each<[string, readonly Unit[], string | undefined]>([
    ['a cycle', [a, ...loop], 'units wait for each other: "a" after "b" after "a"; remove one `after`'],
    ['a name with ..', [unit('../x')], 'unit name "../x" is not a DNS label'],
    ['a name with /', [unit('a/b')], 'unit name "a/b" is not a DNS label'],
    ['a name too long', [unit('x'.repeat(64))], 'is 64 characters long; a DNS label has at most 63'],
    ['a namespace that is no name', [unit('dns', { namespace: 'A_b' })], 'unit namespace "A_b" is not a DNS label'],
    ['two units of one name', [unit('dns'), { ...unit('dns'), layer: 'apps' }], 'unit name "dns" is taken twice'],
    [
      'an unknown cluster',
      [unit('dns', { on: { clusters: ['stagin'] } })],
      'selects cluster "stagin", which no cluster has; use "staging"',
    ],
    ['an unknown environment', [unit('dns', { on: { environments: ['developmnt'] } })], 'use "development"'],
    ['an unknown region', [unit('dns', { on: { regions: ['eu-west-2'] } })], 'use "eu-west-1"'],
    ['a layer of an unknown region', [layered({ regions: { mars: {} } })], 'sets region "mars", which no cluster has'],
    ['a layer of an unknown cluster', [layered({ clusters: { stagin: {} } })], 'use "staging"'],
    ['an object name with ..', [building(chart => addConfigMap(chart, '..'))], 'name ".." is not a DNS name'],
    ['an object name too long', [building(chart => addConfigMap(chart, 'x'.repeat(254)))], 'at most 253'],
    [
      'a Service name that starts with -',
      [building(chart => object(chart, 'v1 Service', { name: '-x' }))],
      'is not a DNS label',
    ],
    [
      'a role named ..',
      [building(chart => object(chart, 'rbac.authorization.k8s.io/v1 Role', { name: '..' }))],
      'must not be',
    ],
    [
      'an object namespace that is no name',
      [building(chart => object(chart, 'v1 Secret', { name: 'x', namespace: '../y' }))],
      'namespace "../y" is not',
    ],
    [
      'an unknown kind',
      [building(chart => object(chart, 'v1 Servce'))],
      'nobody says whether "/Servce" has namespaces',
    ],
    ['the newest version', [helm({ version: 'latest' })], 'version "latest" is not an exact version'],
    ['any version', [helm({ version: '*' })], 'version "*"'],
    ['a version range', [helm({ version: '1.x' })], 'version "1.x"'],
    ['a version with a leading zero', [helm({ version: '03.3.2' })], 'version "03.3.2"'],
    ['an exact version with v', [helm({ version: 'v1.2.3-rc.1' })], undefined],
    [
      'a repository over http',
      [helm({ repository: 'http://charts.acme.internal' })],
      'is neither a Helm index nor a registry',
    ],
    ['a value that is no JSON', [helm({ values: () => ({ a: [NaN] }) })], 'helm value "a.0" is NaN'],
  ])('%s', (_, units, message) => {
    const found = findingsOf(units).join('\n')
    if (message === undefined) expect(found).toBe('')
    else expect(found).toContain(message)
  })

  test('a dependency that is not on the cluster is one finding, whatever the number of clusters', () => {
    const gone = unit('gone')
    const units = [unit('dns', { after: [gone] }), gone]
    const fleet = smallFleet(units.slice(0, 1), [staging, local])
    expect(findingsOf(units, fleet)).toEqual([
      expect.stringContaining('unit "dns" waits for "gone", which is not on "local", "staging"; put "gone" there'),
    ])
  })

  test.each([
    [{ environment: { ...development, name: 'prodution' } }, 'unknown environment "prodution"'],
    [{ profile: 'al' }, 'unknown profile "al"; use "all"'],
    [{ name: '../up' }, 'cluster "../up" is not a DNS label'],
    [{ region: 'EU west' }, 'region "EU west" is not a DNS label'],
    [{ hub: 'nowhere' }, 'unknown hub "nowhere"'],
    [{ engine: 'flux', hub: 'staging' }, 'only Argo CD delivers from a hub'],
  ])('a cluster with %o', (cluster, message) => {
    expect(findingsOf([], fleetWith(cluster)).join('\n')).toContain(message)
  })

  test.each([
    ['does not run Argo CD', { engine: 'flux' } as const, 'hub "hub" does not run Argo CD'],
    ['is delivered itself', { hub: 'staging' }, 'hub "hub" is itself delivered from "staging"'],
  ])('a hub that %s', (_, hub, message) => {
    const clusters = [
      { ...staging, hub: 'hub' },
      { ...staging, name: 'hub', ...hub },
    ]
    expect(findingsOf([], smallFleet([], clusters)).join('\n')).toContain(message)
  })

  test('a component of a profile that is not in the estate', () => {
    expect(findingsOf([], smallFleet([unit('dns')])).join()).toContain('component "dns" is not in the estate')
  })
})
