import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiObject } from 'cdk8s'
import { expect, test } from 'vitest'
import type { Engine } from '../fleet/cluster.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { defineComponent } from '../unit/define-unit.ts'
import type { Unit } from '../unit/unit.ts'
import { dataLostBy } from './data-lost.ts'
import { protectData } from './protect-data.ts'
import { synthesize } from './synthesize.ts'
import { smallFleet } from './testing/small-estate.ts'

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

test('a render tells of the data of a unit that is gone, and not of an object that moved to another unit', () => {
  const outdir = join(mkdtempSync(join(tmpdir(), 'data-lost-')), 'dist')
  const holds = (name: string, ...volumes: string[]) =>
    defineComponent({
      name,
      onRemoval: 'delete-data',
      build: chart =>
        volumes.forEach(volume => {
          const metadata = { name: volume, namespace: 'shop' }
          new ApiObject(chart, volume, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata })
        }),
    })
  const run = (...estate: Unit[]) => {
    const { data } = synthesize({ fleet: smallFleet(estate), estate }, outdir)
    return data.map(({ path, message }) => `${path}: ${message}`)
  }
  expect(run(holds('one', 'orders', 'carts'))).toEqual([])
  expect(run(holds('two', 'orders'))).toEqual([
    'dist/staging/platform/one/shop.persistentvolumeclaim.carts.yaml: PersistentVolumeClaim shop/carts is deleted from staging, and with it the data it holds',
  ])
})
