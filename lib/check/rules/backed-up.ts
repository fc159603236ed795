import type { Manifest } from '../../manifest/manifest.ts'
import { groupKind } from '../../manifest/object-key.ts'
import { items, text } from '../../manifest/field.ts'
import { neighboursOf } from '../neighbours.ts'
import { objectRule } from '../object-rule.ts'
import { stringsIn } from '../strings-in.ts'

const metadata = { namespace: 'shop', name: 'db' }
const cluster = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata, spec: { instances: 1 } }
const backup = { ...cluster, kind: 'ScheduledBackup', spec: { cluster: { name: 'db' } } }
const drill = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { namespace: 'shop', name: 'db-drill' },
  spec: { jobTemplate: { spec: { template: { metadata: { annotations: { copy: '{"serverName":"db"}' } } } } } },
}
const stateful = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata,
  spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
}
const reason = (why: string) => ({ ...metadata, annotations: { 'acme.internal/without-backup': why } })

export const backedUp = objectRule({
  id: 'backed-up',
  lint: 25,
  severity: 'error',
  waivable: true,
  description: 'data has a backup that is restored regularly, or a reason why losing it is harmless',
  kinds: ['postgresql.cnpg.io/Cluster', 'apps/StatefulSet', 'kafka.strimzi.io/Kafka'],
  examples: {
    refused: [
      { files: { 'prod/apps/web': [cluster, drill] } },
      { files: { 'prod/apps/web': [cluster, backup] } },
      { files: { 'prod/apps/web': [stateful] } },
      { files: { 'prod/apps/web': [{ ...stateful, metadata: reason(' ') }] } },
    ],
    allowed: [
      { files: { 'prod/apps/web': [cluster, backup, drill] } },
      { files: { 'prod/apps/web': [{ ...stateful, metadata: reason('built anew from orders') }] } },
      { files: { 'prod/apps/web': [{ ...stateful, spec: {} }] } },
    ],
  },
  *look(file, context) {
    const { manifest } = file
    if (!keepsData(manifest) || isHarmless(manifest)) return
    const neighbours = neighboursOf(file, context)
    const fix = 'add it, or say in the annotation …/without-backup why losing the data is harmless'
    if (!neighbours.some(other => saves(other, manifest))) yield { message: 'keeps data without a backup', fix }
    else if (!neighbours.some(other => restores(other, manifest))) {
      yield { message: 'has a backup that nobody restores until the day it is needed', fix }
    }
  },
})

function keepsData(manifest: Manifest): boolean {
  return manifest.kind !== 'StatefulSet' || items(manifest, 'spec.volumeClaimTemplates').length > 0
}

function isHarmless({ metadata: { annotations = {} } }: Manifest): boolean {
  return Object.entries(annotations).some(([key, why]) => key.endsWith('/without-backup') && why.trim() !== '')
}

function saves(other: Manifest, { metadata: { name } }: Manifest): boolean {
  return groupKind(other) === 'postgresql.cnpg.io/ScheduledBackup' && text(other, 'spec.cluster.name') === name
}

/** A CronJob that makes a copy from what this server wrote. */
function restores(other: Manifest, { metadata: { name } }: Manifest): boolean {
  if (groupKind(other) !== 'batch/CronJob') return false
  return [...stringsIn(other.spec)].some(([, value]) => value.includes(`"serverName":"${name}"`))
}
