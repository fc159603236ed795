import { ApiObject, type Chart } from 'cdk8s'
import { describe } from '../../finding/findings-error.ts'
import type { Cluster } from '../../fleet/cluster.ts'
import type { Fleet } from '../../fleet/fleet.ts'
import { defineComponent, type UnitDefinition } from '../../unit/define-unit.ts'
import type { Unit } from '../../unit/unit.ts'
import { layout } from '../layout.ts'

export const development = {
  name: 'development',
  policyAction: 'Audit',
  sync: { prune: true, selfHeal: true },
} as const

/** A cluster on Argo CD. */
export const staging: Cluster = {
  name: 'staging',
  environment: development,
  region: 'eu-west-1',
  cloud: 'aws',
  engine: 'argocd',
  kubernetes: '1.36',
  domain: 'staging.acme.internal',
  profile: 'all',
}

/** One on Flux. */
export const local: Cluster = {
  ...staging,
  name: 'local',
  cloud: 'kind',
  engine: 'flux',
  domain: 'local.acme.internal',
}

/** A fleet whose only profile holds all the components. */
export function smallFleet(components: readonly Unit[], clusters: readonly Cluster[] = [staging]): Fleet {
  return {
    git: { repository: 'https://git.acme.internal/waybill.git', branch: 'main', path: 'dist' },
    environments: [development],
    profiles: [{ name: 'all', components }],
    clusters,
  }
}

export function addConfigMap(chart: Chart, name = 'settings', data: unknown = {}): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data } as never)
}

/** A component with one ConfigMap, unless the definition says otherwise. */
export function unit(name: string, definition: Partial<UnitDefinition> = {}): Unit {
  return defineComponent({ name, namespace: 'shared', build: chart => void addConfigMap(chart), ...definition })
}

/** The findings of a layout as people read them. */
export function findingsOf(units: readonly Unit[], fleet: Fleet = smallFleet(units)): string[] {
  return layout(units, fleet).findings.map(describe)
}

/** The manifests that units render themselves, by path; what the engine needs beside them is left out. */
export function manifestsOf(units: readonly Unit[], fleet: Fleet = smallFleet(units)): Record<string, unknown> {
  const files = layout(units, fleet).files.filter(({ path }) => !/^[^/]+\/(delivery|bootstrap)\//.test(path))
  return Object.fromEntries(files.map(({ path, manifest }) => [path, manifest]))
}
