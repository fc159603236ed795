import { expect, test } from 'vitest'
import type { Manifest } from '../../manifest/manifest.ts'
import { monthlyCost } from './cost.ts'
import { namespaceDemand } from './namespace-demand.ts'

const defaults = { cpu: 0.05, memory: 128 * 2 ** 20 }
const Mi = 2 ** 20
const Gi = 2 ** 30

const container = (cpu: string, memory: string, limit = memory) => ({
  resources: { requests: { cpu, memory }, limits: { memory: limit } },
})
const template = (...containers: object[]) => ({ template: { spec: { containers } } })
const object = (apiVersion: string, kind: string, spec: object): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'shop' },
  spec,
})
const deployment = (spec: object) => object('apps/v1', 'Deployment', { ...template(container('500m', '1Gi')), ...spec })
const demand = (...manifests: Manifest[]) => namespaceDemand(manifests, defaults)

test('a Deployment asks for its replicas', () => {
  const three = { cpu: 1.5, memory: 3 * Gi, memoryLimit: 3 * Gi, storage: 0, pods: 3 }
  expect(demand(deployment({ replicas: 3 }))).toEqual({ least: three, most: three })
})

test('an autoscaler says between which numbers', () => {
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
  const hpa = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    scaleTargetRef: target,
    minReplicas: 2,
    maxReplicas: 6,
  })
  const keda = object('keda.sh/v1alpha1', 'ScaledObject', { scaleTargetRef: { name: 'web' }, maxReplicaCount: 4 })
  expect([demand(deployment({}), hpa), demand(deployment({}), keda)]).toMatchObject([
    { least: { pods: 2 }, most: { pods: 6 } },
    { least: { pods: 0 }, most: { pods: 4 } },
  ])
})

test('a canary runs twice while it advances', () => {
  const canary = object('flagger.app/v1beta1', 'Canary', { targetRef: { kind: 'Deployment', name: 'web' } })
  expect(demand(deployment({ replicas: 2 }), canary)).toMatchObject({ least: { pods: 2 }, most: { pods: 4 } })
})

test('a StatefulSet asks for a volume for each replica', () => {
  const volumeClaimTemplates = [{ spec: { resources: { requests: { storage: '10Gi' } } } }]
  const set = object('apps/v1', 'StatefulSet', {
    replicas: 3,
    volumeClaimTemplates,
    ...template(container('1', '1Gi')),
  })
  expect(demand(set).least).toMatchObject({ storage: 30 * Gi, pods: 3 })
})

test('a job asks for nothing while it does not run', () => {
  const job = object('batch/v1', 'CronJob', {
    jobTemplate: { spec: { parallelism: 2, ...template(container('1', '1Gi')) } },
  })
  expect(demand(job)).toMatchObject({ least: { cpu: 0, pods: 0 }, most: { cpu: 2, pods: 2 } })
})

test('a Postgres cluster asks for its instances and their volumes', () => {
  const storage = { storage: { size: '20Gi' }, walStorage: { size: '5Gi' } }
  const cluster = object('postgresql.cnpg.io/v1', 'Cluster', { instances: 2, ...storage, ...container('1', '2Gi') })
  expect(demand(cluster).least).toEqual({ cpu: 2, memory: 4 * Gi, memoryLimit: 4 * Gi, storage: 50 * Gi, pods: 2 })
})

test('a container that says nothing gets the defaults of the namespace', () => {
  const silent = object('v1', 'Pod', { containers: [{}] })
  expect(demand(silent).least).toEqual({ cpu: 0.05, memory: 128 * Mi, memoryLimit: 128 * Mi, storage: 0, pods: 1 })
})

test('an init container counts where it needs more than all that runs after it, a sidecar beside them', () => {
  const pod = (initContainers: object[]) => object('v1', 'Pod', { initContainers, containers: [container('1', '1Gi')] })
  expect(demand(pod([container('2', '512Mi')])).least).toMatchObject({ cpu: 2, memory: Gi, pods: 1 })
  expect(demand(pod([{ ...container('2', '512Mi'), restartPolicy: 'Always' }])).least).toMatchObject({ cpu: 3 })
})

test('volumes cost money also while pods sleep', () => {
  const asked = { cpu: 1, memory: 2 * Gi, memoryLimit: 4 * Gi, storage: 10 * Gi, pods: 1 }
  const price = { cpuHour: 0.04, memoryGiHour: 0.005, storageGiMonth: 0.1 }
  expect(monthlyCost(asked, price, 1)).toBeCloseTo(730 * 0.05 + 1)
  expect(monthlyCost(asked, price, 0.5)).toBeCloseTo(365 * 0.05 + 1)
})
