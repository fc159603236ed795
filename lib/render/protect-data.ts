import { groupKind } from '../manifest/object-key.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Engine } from '../fleet/cluster.ts'

/** Kinds whose deletion deletes data: what they hold themselves, what lies in them, or what their controller stores. */
const dataKinds = new Set([
  '/Namespace',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apps.emqx.io/EMQX',
  'ceph.rook.io/CephBlockPool',
  'ceph.rook.io/CephCluster',
  'ceph.rook.io/CephFilesystem',
  'ceph.rook.io/CephObjectStore',
  'jetstream.nats.io/KeyValue',
  'jetstream.nats.io/ObjectStore',
  'jetstream.nats.io/Stream',
  'kafka.strimzi.io/Kafka',
  'kafka.strimzi.io/KafkaNodePool',
  'kafka.strimzi.io/KafkaTopic',
  'objectbucket.io/ObjectBucketClaim',
  'opensearch.opster.io/OpenSearchCluster',
  'operator.victoriametrics.com/VLSingle',
  'operator.victoriametrics.com/VMCluster',
  'operator.victoriametrics.com/VMSingle',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Database',
  'rabbitmq.com/Queue',
  'rabbitmq.com/RabbitmqCluster',
  'redis.redis.opstreelabs.in/Redis',
  'redis.redis.opstreelabs.in/RedisCluster',
  'redis.redis.opstreelabs.in/RedisReplication',
  'seaweed.seaweedfs.com/Bucket',
  'seaweed.seaweedfs.com/Seaweed',
  'snapshot.storage.k8s.io/VolumeSnapshot',
  'valkey.io/ValkeyCluster',
])

const argoSyncOptions = 'argocd.argoproj.io/sync-options'
const fluxPrune = 'kustomize.toolkit.fluxcd.io/prune'

/**
 * The object with the annotation that makes an engine leave it when its unit goes; objects without data pass unchanged.
 * What the author says about pruning wins.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
 */
export function protectData(manifest: Manifest, engine: Engine): Manifest {
  if (!holdsData(manifest)) return manifest
  const { annotations = {} } = manifest.metadata
  const protection =
    engine === 'argocd'
      ? { [argoSyncOptions]: keptOptions(annotations[argoSyncOptions]) }
      : { [fluxPrune]: annotations[fluxPrune] ?? 'disabled' }
  return { ...manifest, metadata: { ...manifest.metadata, annotations: { ...annotations, ...protection } } }
}

/** Whether deleting the object deletes data. */
export function holdsData(manifest: Manifest): boolean {
  return dataKinds.has(groupKind(manifest))
}

/** Whether the engines leave the object when its unit goes. */
export function isProtected({ metadata: { annotations = {} } }: Manifest): boolean {
  return annotations[fluxPrune] === 'disabled' || (annotations[argoSyncOptions] ?? '').includes('Prune=false')
}

function keptOptions(written = ''): string {
  const options = written
    .split(',')
    .map(option => option.trim())
    .filter(option => option !== '')
  const missing = ['Prune=false', 'Delete=false'].filter(
    wanted => !options.some(option => option.startsWith(wanted.slice(0, wanted.indexOf('=') + 1))),
  )
  return [...options, ...missing].join(',')
}
