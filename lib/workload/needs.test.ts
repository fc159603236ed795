import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Manifest } from '../manifest/manifest.ts'
import { defineComponent } from '../unit/define-unit.ts'
import { bucketsOn } from './bucket.ts'
import { cachesOn } from './cache.ts'
import { certificatesOn } from './certificate.ts'
import { daprOn } from './dapr.ts'
import { databasesOn } from './database/database.ts'
import { checksums } from './database/migrations.ts'
import { featureFlagsOn } from './feature-flags.ts'
import { events, lag } from './kafka/events.ts'
import { kafkaOn } from './kafka/kafka.ts'
import { byTriggers } from './scaling.ts'
import { secret } from './secret.ts'
import { basics, clusters, dev, keda, only, paths, production, render, shop, type Rendered } from './test/estate.ts'
import { haveSchemas, strictProblems } from './test/strict.ts'

const operator = defineComponent({ name: 'operator' })
const migrations = mkdtempSync(join(tmpdir(), 'migrations-'))
writeFileSync(join(migrations, '20261101_orders.sql'), 'create table orders (id bigint primary key);\n')

const database = databasesOn({
  after: [operator],
  operators: { postgres: { namespace: 'cnpg-system' }, migrations: { namespace: 'atlas' } },
  image: 'ghcr.io/cloudnative-pg/postgresql:17.6',
  kubectl: 'registry.k8s.io/kubectl:v1.36.0',
  backups: {
    default: { destination: 's3://acme-backups', keepDays: 7 },
    environments: { production: { keepDays: 30 } },
  },
})
const cache = cachesOn({ image: 'valkey/valkey:9.1.1' })
const bucket = bucketsOn({ after: [operator], storageClass: 'buckets', port: 443 })
const featureFlags = featureFlagsOn(operator)
const certificate = certificatesOn({
  after: [operator],
  issuer: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'acme' },
})
const daprComponent = daprOn(operator)
const bus = kafkaOn(operator)({
  name: 'events',
  tenant: shop,
  size: {
    default: { brokers: 1, memoryMi: 1024, storageGi: 10 },
    environments: { production: { brokers: 3 } },
  },
  topics: { orders: { partitions: 6, keepDays: 7 } },
  withoutBackup: 'orders are kept in the database of api',
})

const api = paths.defineWebService({
  ...basics,
  name: 'api',
  needs: [
    database({ storageGi: 20, migrations }),
    cache({ memoryMi: 128 }),
    bucket({ maxGi: 5 }),
    featureFlags({ 'new-checkout': { on: false } }),
    certificate(),
    daprComponent({
      name: 'state',
      type: 'state.redis',
      metadata: { redisHost: 'api-cache:6379' },
      secrets: { redisPassword: secret() },
    }),
    events({ produces: [bus.topics.orders] }),
  ],
})
const worker = paths.defineWorker({
  ...basics,
  name: 'worker',
  needs: [events({ consumes: [bus.topics.orders] })],
  scale: byTriggers([lag(bus.topics.orders, 100)]),
  size: { default: { min: 0, max: 6 } },
})

const units = [api, worker, bus]
const everywhere = units.flatMap(unit =>
  clusters.map(cluster => [unit.name, cluster.name, render(unit, cluster)] as const),
)

/** Names of the Secrets and ConfigMaps that some object of the app, or a controller on its behalf, makes. */
function made({ manifests }: Rendered): string[] {
  return manifests.flatMap(({ kind, metadata: { name }, spec }) => {
    if (kind === 'ConfigMap' || kind === 'ObjectBucketClaim' || kind === 'KafkaUser') return [name]
    if (kind === 'ExternalSecret') return [(spec as { target: { name: string } }).target.name]
    if (kind === 'Certificate') return [(spec as { secretName: string }).secretName]
    return kind === 'Cluster' ? [`${name}-app`] : []
  })
}

describe.each(everywhere)('%s on %s', (_, __, rendered) => {
  test('has nothing to complain about', () => expect(rendered.problems).toEqual([]))

  test.skipIf(!haveSchemas)(
    'is valid, unknown fields refused (skipped where the upstream schemas are not there)',
    () => {
      expect(rendered.manifests.flatMap(strictProblems)).toEqual([])
    },
  )

  test('reads only Secrets and ConfigMaps that something makes', () => {
    const [workload] = rendered.manifests.filter(
      ({ kind, metadata: { name } }) => kind === 'Deployment' && !name.endsWith('-cache'),
    )
    if (workload === undefined) return
    const text = JSON.stringify(workload)
    const read = [...text.matchAll(/"(?:secretKeyRef|configMapKeyRef)":\{"key":"[^"]+","name":"([^"]+)"/g)].map(
      match => match[1]!,
    )
    expect(read.length).toBeGreaterThan(0)
    expect([...made(rendered), 'events-cluster-ca-cert']).toEqual(expect.arrayContaining(read))
  })
})

describe('a database', () => {
  const rendered = render(api, production)
  const find = (kind: string, name: string) =>
    rendered.manifests.find(manifest => manifest.kind === kind && manifest.metadata.name === name)

  test('runs three times where services do, and is kept as long as the environment says', () => {
    expect(only(rendered, 'Cluster').spec).toMatchObject({ instances: 3, enablePDB: true })
    expect(only(render(api, dev), 'Cluster').spec).toMatchObject({ instances: 1, enablePDB: false })
    expect(only(rendered, 'ObjectStore').spec).toMatchObject({ retentionPolicy: '30d' })
    expect(only(render(api, dev), 'ObjectStore').spec).toMatchObject({ retentionPolicy: '7d' })
  })

  test('the restore drill makes a valid copy from the backup that the database writes, and never writes there itself', () => {
    const cron = find('CronJob', 'api-database-drill')! as Manifest & {
      spec: { jobTemplate: { spec: { template: { metadata: { annotations: Record<string, string> } } } } }
    }
    const copy = JSON.parse(
      cron.spec.jobTemplate.spec.template.metadata.annotations['restored-cluster']!,
    ) as Manifest & { spec: Record<string, unknown> }
    if (haveSchemas) expect(strictProblems(copy)).toEqual([])
    expect(copy.metadata).toEqual({ name: 'api-database-drill', namespace: 'shop' })
    expect(copy.spec).not.toHaveProperty('plugins')
    expect(copy.spec.externalClusters).toMatchObject([
      { plugin: { parameters: { barmanObjectName: 'api-database', serverName: 'api-database' } } },
    ])
  })

  test('lets in the app through the pooler, and nobody else of the tenant', () => {
    expect(JSON.stringify(find('NetworkPolicy', 'api-database'))).not.toContain('"app.kubernetes.io/instance":"api"')
    expect(find('NetworkPolicy', 'api-database-pooler')).toMatchObject({
      spec: { ingress: [{ from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'api' } } }] }, {}] },
    })
  })

  test('a folder without migrations, or a size of nothing, is refused', () => {
    const problems = (options: Parameters<typeof database>[0]) =>
      render(paths.defineWebService({ ...basics, name: 'web', needs: [database(options)] })).problems
    expect(problems({ storageGi: 0 })).toEqual(['web-database: storageGi is 0; use a whole number from 1'])
    expect(problems({ storageGi: 1, migrations: '/nowhere' })).toEqual([
      'web-database: migrations "/nowhere": ENOENT; name the folder that holds the .sql files',
    ])
  })

  test('the checksums chain: a changed file changes its own line and all after it', () => {
    const lines = (second: string) =>
      checksums(
        new Map([
          ['1.sql', 'a'],
          ['2.sql', second],
          ['3.sql', 'c'],
        ]),
      ).split('\n')
    const [before, after] = [lines('b'), lines('x')]
    expect(before.map((line, i) => line === after[i])).toEqual([false, true, false, false, true])
    expect(before[1]).toMatch(/^1\.sql h1:[A-Za-z0-9+/]{43}=$/)
  })
})

describe('events', () => {
  test('an account may do what the app says and nothing else', () => {
    const acls = (unit: typeof worker) =>
      only<{ authorization: { acls: unknown } }>(render(unit), 'KafkaUser').spec.authorization.acls
    const topic = { type: 'topic', name: 'orders', patternType: 'literal' }
    expect(acls(api)).toEqual([{ resource: topic, operations: ['Write', 'Describe'], host: '*' }])
    expect(acls(worker)).toEqual([
      { resource: topic, operations: ['Read', 'Describe'], host: '*' },
      {
        resource: { type: 'group', name: 'worker', patternType: 'literal' },
        operations: ['Read', 'Describe'],
        host: '*',
      },
    ])
  })

  test('the lag of its own group scales a worker, down to nothing', () => {
    const rendered = render(worker)
    expect(only(rendered, 'ScaledObject').spec).toMatchObject({
      minReplicaCount: 0,
      triggers: [
        { metadata: { consumerGroup: 'worker', topic: 'orders' }, authenticationRef: { name: 'worker-kafka' } },
      ],
    })
    expect(only(rendered, 'TriggerAuthentication').metadata.name).toBe('worker-kafka')
    expect(rendered.manifests.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget')
  })

  test('one broker keeps one copy; three survive the loss of one', () => {
    const config = (rendered: Rendered) => only<{ kafka: { config: object } }>(rendered, 'Kafka').spec.kafka.config
    expect(config(render(bus, dev))).toMatchObject({ 'default.replication.factor': 1, 'min.insync.replicas': 1 })
    expect(config(render(bus, production))).toMatchObject({ 'default.replication.factor': 3, 'min.insync.replicas': 2 })
  })

  test('a topic that nobody defined does not compile', () => {
    // @ts-expect-error no such topic
    void bus.topics.invoices
  })
})

test('a variable that a need brings cannot be declared, too', () => {
  const twice = paths.defineWebService({
    ...basics,
    name: 'web',
    needs: [cache({ memoryMi: 64 })],
    secrets: { CACHE_URL: secret() },
  })
  expect(render(twice).problems).toEqual([
    'web: variable "CACHE_URL" is set twice; take the declaration out: it comes with what the app calls or needs',
  ])
})

test('an app comes after what it needs', () => {
  expect(api.after).toEqual([shop, operator, bus])
  expect(worker.after).toEqual([shop, bus, keda])
})
