import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Environment } from '@marcbachmann/cel-js'
import { loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { argocdHealthCustomizations } from './argocd/health.ts'
import { healthCheck } from './flux/health-check.ts'
import { healthRules, type HealthRule } from './health.ts'

type Health = 'Healthy' | 'Progressing' | 'Degraded'
type Status = Record<string, unknown>

const condition = (type: string, status: string, observedGeneration?: number) => ({
  type,
  status,
  message: 'why',
  ...(observedGeneration === undefined ? {} : { observedGeneration }),
})
const conditions = (...list: unknown[]) => ({ conditions: list })

/** One example of each state that a kind can be in; generation of the object is 2. */
const examples: Record<string, [Health, Status][]> = {
  'policies.kyverno.io/ValidatingPolicy': [
    [
      'Healthy',
      {
        conditionStatus: conditions(
          condition('WebhookConfigured', 'True'),
          condition('RBACPermissionsGranted', 'True'),
        ),
      },
    ],
    [
      'Progressing',
      {
        conditionStatus: conditions(
          condition('WebhookConfigured', 'False'),
          condition('RBACPermissionsGranted', 'True'),
        ),
      },
    ],
    ['Progressing', { conditionStatus: conditions() }],
    ['Degraded', { conditionStatus: conditions(condition('RBACPermissionsGranted', 'False')) }],
  ],
  'gateway.envoyproxy.io/SecurityPolicy': [
    [
      'Healthy',
      { ancestors: [conditions(condition('Accepted', 'True', 2)), conditions(condition('Accepted', 'True', 2))] },
    ],
    ['Progressing', { ancestors: [] }],
    ['Progressing', { ancestors: [conditions(condition('Accepted', 'True', 1))] }],
    ['Progressing', { ancestors: [conditions(condition('Accepted', 'True', 2)), {}] }],
    [
      'Degraded',
      { ancestors: [conditions(condition('Accepted', 'True')), conditions(condition('Accepted', 'False', 2))] },
    ],
  ],
  'gateway.envoyproxy.io/Backend': [
    ['Healthy', conditions(condition('Accepted', 'True'))],
    ['Degraded', conditions(condition('Accepted', 'False'))],
  ],
  'gateway.networking.k8s.io/Gateway': [
    ['Healthy', conditions(condition('Accepted', 'True'), condition('Programmed', 'True'))],
    ['Progressing', conditions(condition('Accepted', 'True'), condition('Programmed', 'False'))],
    ['Degraded', conditions(condition('Accepted', 'False'))],
  ],
  'gateway.networking.k8s.io/HTTPRoute': [
    ['Healthy', { parents: [conditions(condition('Accepted', 'True'), condition('ResolvedRefs', 'True'))] }],
    ['Progressing', { parents: [conditions(condition('Accepted', 'True'))] }],
    ['Degraded', { parents: [conditions(condition('Accepted', 'True'), condition('ResolvedRefs', 'False'))] }],
  ],
  'flagger.app/Canary': [
    ['Healthy', { phase: 'Succeeded' }],
    ['Progressing', { phase: 'Promoting' }],
    ['Degraded', { phase: 'Failed' }],
  ],
  'monitoring.coreos.com/Alertmanager': [
    ['Healthy', conditions(condition('Available', 'True'))],
    ['Progressing', conditions(condition('Available', 'Degraded'))],
  ],
  'velero.io/BackupStorageLocation': [
    ['Healthy', { phase: 'Available' }],
    ['Progressing', {}],
    ['Degraded', { phase: 'Unavailable' }],
  ],
  'velero.io/Schedule': [
    ['Healthy', { phase: 'Enabled' }],
    ['Progressing', { phase: 'New' }],
    ['Degraded', { phase: 'FailedValidation' }],
  ],
  'velero.io/Backup': [
    ['Healthy', { phase: 'Completed' }],
    ['Progressing', { phase: 'InProgress' }],
    ['Degraded', { phase: 'PartiallyFailed' }],
  ],
  'chaos-mesh.org/PodChaos': [
    [
      'Healthy',
      conditions(condition('Selected', 'True'), condition('AllInjected', 'True'), condition('AllRecovered', 'False')),
    ],
    ['Progressing', conditions(condition('Selected', 'True'), condition('AllInjected', 'False'))],
    ['Degraded', conditions(condition('Selected', 'False'))],
  ],
  'chaos-mesh.org/Workflow': [
    ['Healthy', conditions(condition('Scheduled', 'True'))],
    ['Progressing', conditions(condition('Scheduled', 'False'))],
  ],
}

const cases = Object.entries(examples).flatMap(([name, list]) => {
  const rule = healthRules.find(({ group, kind }) => `${group}/${kind}` === name)!
  return list.map(([health, status]) => ({ name, health, rule, status }))
})

const interpreter = ['lua5.1', 'luajit', 'lua5.3', 'lua'].find(name => spawnSync(name, ['-v']).status === 0)

describe.skipIf(interpreter === undefined)('in Lua (needs lua5.1, luajit, lua5.3 or lua)', () => {
  const inArgoCd = cases.filter(({ rule }) => rule.engines.includes('argocd'))

  test.each(inArgoCd)('$name is $health', ({ name, health, status }) => {
    expect(luaHealth(name.replace('/', '_'), { metadata: { generation: 2 }, status })).toBe(health)
  })

  test('every check is progressing, not broken, before there is a status', () => {
    const names = Object.keys(argocdHealthCustomizations()).map(key =>
      key.replace('resource.customizations.health.', ''),
    )
    expect(names.map(name => `${name} ${luaHealth(name, { metadata: {} })}`)).toEqual(
      names.map(name => `${name} Progressing`),
    )
  })

  test.each<[string, Health | 'Missing', Status]>([
    ['before its first sync', 'Progressing', { sync: { status: 'OutOfSync' }, health: { status: 'Healthy' } }],
    ['while it syncs', 'Progressing', { operationState: { phase: 'Running' }, health: { status: 'Healthy' } }],
    ['that tries again', 'Progressing', { operationState: { phase: 'Running', retryCount: 3 } }],
    ['that tries in vain', 'Degraded', { operationState: { phase: 'Running', retryCount: 4 } }],
    ['that could not sync', 'Degraded', { operationState: { phase: 'Failed' }, health: { status: 'Healthy' } }],
    ['that has synced', 'Healthy', { operationState: { phase: 'Succeeded' }, health: { status: 'Healthy' } }],
    [
      'whose objects are not there',
      'Missing',
      { operationState: { phase: 'Succeeded' }, health: { status: 'Missing' } },
    ],
    ['that found all in place', 'Healthy', { sync: { status: 'Synced' }, health: { status: 'Healthy' } }],
  ])('an Application %s is %s', (_, health, status) => {
    expect(luaHealth('argoproj.io_Application', { metadata: {}, status })).toBe(health)
  })
})

const inFlux = cases.filter(({ rule }) => rule.engines.includes('flux'))

test.each(inFlux)('in CEL $name is $health', ({ health, rule, status }) => {
  expect(celHealth(rule, { metadata: { generation: 2 }, status })).toBe(health)
})

const crds = new URL('../../../shared/upstream/crds/', import.meta.url)

test.skipIf(!existsSync(crds))('every rule reads a path that the kind has (needs ../shared/upstream)', () => {
  const files = [
    'kyverno',
    'envoy-gateway',
    'gateway-api',
    'flagger',
    'kube-prometheus-stack',
    'trust-manager',
    'velero',
    'chaos-mesh',
  ]
  const schemas = new Map(
    files
      .flatMap(file => loadAll(readFileSync(new URL(`${file}.yaml`, crds), 'utf8')) as Definition[])
      .filter(Boolean)
      .flatMap(({ spec }) =>
        spec.versions.map(
          ({ name, schema }) => [`${spec.group}/${name}/${spec.names.kind}`, schema.openAPIV3Schema] as const,
        ),
      ),
  )
  const lost = healthRules.filter(({ group, version, kind, signal }) => {
    const path = 'phase' in signal ? signal.phase : [...(signal.each ?? []), ...signal.conditions]
    const found = path.reduce<Schema | undefined>(
      (at, key) => (at?.items ?? at)?.properties?.[key],
      schemas.get(`${group}/${version}/${kind}`),
    )
    return 'phase' in signal
      ? ![...signal.healthy, ...signal.failed].every(phase => found?.enum?.includes(phase))
      : found?.items?.properties?.['type'] === undefined
  })
  expect(lost.map(({ group, kind }) => `${group}/${kind}`)).toEqual([])
})

interface Schema {
  readonly properties?: Record<string, Schema>
  readonly items?: Schema
  readonly enum?: readonly string[]
}

interface Definition {
  readonly spec: {
    readonly group: string
    readonly names: { readonly kind: string }
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[]
  }
}

function luaHealth(name: string, object: object): string {
  const script = argocdHealthCustomizations()[`resource.customizations.health.${name}`]!
  const run = `obj = ${luaValue(object)}\nlocal hs = (function()\n${script}\nend)()\nassert(type(hs.message) == "string")\nio.write(hs.status)`
  const { stdout, stderr } = spawnSync(interpreter!, ['-'], { input: run, encoding: 'utf8' })
  return stdout || stderr
}

function luaValue(value: unknown): string {
  if (Array.isArray(value)) return `{ ${value.map(luaValue).join(', ')} }`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([key, each]) => `[${JSON.stringify(key)}] = ${luaValue(each)}`)
    .join(', ')} }`
}

/** As Flux does: failed before current, else in progress. */
function celHealth(rule: HealthRule, object: Record<string, unknown>): Health {
  const { failed, current } = healthCheck(rule)
  const cel = new Environment({ unlistedVariablesAreDyn: true })
  if (failed !== undefined && cel.evaluate(failed, object)) return 'Degraded'
  return cel.evaluate(current, object) ? 'Healthy' : 'Progressing'
}
