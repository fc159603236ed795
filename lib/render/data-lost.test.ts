import { expect, test } from 'vitest'
import type { Engine } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { dataLostBy } from './data-lost.ts'
import { protectData } from './protect-data.ts'

const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }
const database: Manifest = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'orders', namespace: 'shop' },
}
const service: Manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' } }

const removed = (...manifests: Manifest[]) =>
  manifests.map(manifest => ({ path: `dist/dev/tenants/shop/${manifest.metadata.name}.yaml`, manifest }))
const said = (...manifests: Manifest[]) =>
  dataLostBy(removed(...manifests)).map(({ rule, message }) => `${rule}: ${message}`)

test('names the data that goes with its object', () => {
  expect(said(namespace, service)).toEqual([
    'data-lost: Namespace shop is deleted from dev, and with it the data it holds',
  ])
})

test.each<Engine>(['argocd', 'flux'])('names the data that %s leaves without an owner', engine => {
  expect(said(protectData(namespace, engine), protectData(database, engine), service)).toEqual([
    'data-orphaned: Namespace shop stays on dev with its data, and nothing delivers it any more',
    'data-orphaned: Cluster shop/orders stays on dev with its data, and nothing delivers it any more',
  ])
})

test('a namespace that goes takes along what is protected in it', () => {
  expect(said(namespace, protectData(database, 'flux'))).toEqual([
    'data-lost: Namespace shop is deleted from dev, and with it the data it holds',
    'data-lost: Cluster shop/orders is deleted from dev, and with it the data it holds',
  ])
})
