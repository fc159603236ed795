import { describe, expect, test } from 'vitest'
import type { Cluster } from './cluster.ts'
import { origins, resolve } from './layers.ts'

const cluster: Cluster = {
  name: 'prod-eu',
  environment: { name: 'production', policyAction: 'Deny', sync: { prune: true, selfHeal: true } },
  region: 'eu-west-1',
  cloud: 'aws',
  engine: 'argocd',
  kubernetes: '1.36',
  domain: 'eu.acme.internal',
  profile: 'full',
}

const layers = {
  default: { replicas: 1, storage: { size: '10Gi', class: 'standard' }, zones: ['a'] },
  environments: { production: { replicas: 2, zones: ['a', 'b'] }, dev: { replicas: 9 } },
  regions: { 'eu-west-1': { storage: { class: 'gp3' } } },
  clusters: { 'prod-eu': { replicas: 3 } },
}

describe('layers', () => {
  test('the more specific layer wins, field by field; lists replace', () => {
    expect(resolve(layers, cluster)).toEqual({
      replicas: 3,
      storage: { size: '10Gi', class: 'gp3' },
      zones: ['a', 'b'],
    })
  })

  test('a scalar can be layered too', () => {
    expect(resolve({ default: '1.0.0', environments: { production: '0.9.0' } }, cluster)).toBe('0.9.0')
  })

  test('every field says which layers spoke, the winner last', () => {
    expect(origins(layers, cluster).find(({ field }) => field === 'replicas')?.layers).toEqual([
      { layer: 'default', value: 1 },
      { layer: 'environment production', value: 2 },
      { layer: 'cluster prod-eu', value: 3 },
    ])
    expect(origins(layers, cluster).map(({ field }) => field)).toEqual([
      'replicas',
      'storage.class',
      'storage.size',
      'zones',
    ])
  })
})
