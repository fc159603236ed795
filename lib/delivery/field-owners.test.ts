import { expect, test } from 'vitest'
import { defineApp, defineComponent } from '../unit/define-unit.ts'
import { fieldOwners } from './field-owners.ts'
import { cluster, object } from './sample-estate.ts'

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }

const owners = (...objects: Parameters<typeof object>[]) => ownersIn(defineComponent({ name: 'web' }), objects)

const ownersIn = (unit: ReturnType<typeof defineComponent>, objects: Parameters<typeof object>[]) =>
  fieldOwners({ unit, cluster: cluster('eu'), manifests: objects.map(each => object(...each)) }).map(
    ({ by, group, kind, name, pointers }) => `${by}: ${group}/${kind} ${name} ${pointers.join(' ')}`,
  )

test.each([
  {
    by: 'autoscaling/v2 HorizontalPodAutoscaler',
    spec: { scaleTargetRef: { ...deployment, kind: 'StatefulSet' } },
    target: 'StatefulSet',
  },
  { by: 'keda.sh/v1alpha1 ScaledObject', spec: { scaleTargetRef: { name: 'web' } }, target: 'Deployment' },
  { by: 'flagger.app/v1beta1 Canary', spec: { targetRef: deployment }, target: 'Deployment' },
])('$by owns the replicas of what it scales', ({ by, spec, target }) => {
  const [apiVersion = '', kind = ''] = by.split(' ')
  expect(owners([apiVersion, kind, { spec }])).toEqual([`${kind}: apps/${target} web /spec/replicas`])
})

test('a Canary of a Service owns no replicas, and of a DaemonSet where it runs', () => {
  const canaryOf = (kind: string) =>
    owners(['flagger.app/v1beta1', 'Canary', { spec: { targetRef: { ...deployment, kind } } }])
  expect(canaryOf('Service')).toEqual([])
  expect(canaryOf('DaemonSet')).toEqual(['Canary: apps/DaemonSet web /spec/template/spec/nodeSelector'])
})

test('a Canary owns the selector of its apex Service and the backends of its route, and of no other', () => {
  const canary = {
    metadata: { name: 'rollout' },
    spec: { targetRef: { kind: 'Service', name: 'api' }, service: { name: 'web' } },
  }
  expect(
    owners(
      ['flagger.app/v1beta1', 'Canary', canary],
      ['v1', 'Service'],
      ['gateway.networking.k8s.io/v1', 'HTTPRoute', { spec: { rules: [{}, {}] } }],
      ['v1', 'Service', { metadata: { name: 'other' } }],
      ['v1', 'Service', { metadata: { namespace: 'elsewhere' } }],
    ),
  ).toEqual([
    'Canary: /Service web /spec/selector',
    'Canary: gateway.networking.k8s.io/HTTPRoute web /spec/rules/0/backendRefs /spec/rules/1/backendRefs',
  ])
})

const asking = { name: 'web', annotations: { 'cert-manager.io/inject-ca-from': 'shop/web' } }

test.each([
  {
    kind: 'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration',
    fields: { webhooks: [{}] },
    pointer: '/webhooks/0/clientConfig/caBundle',
  },
  { kind: 'apiregistration.k8s.io/v1 APIService', fields: {}, pointer: '/spec/caBundle' },
  {
    kind: 'apiextensions.k8s.io/v1 CustomResourceDefinition',
    fields: {},
    pointer: '/spec/conversion/webhook/clientConfig/caBundle',
  },
])('cainjector owns the CA bundle of a $kind that asks for it', ({ kind: written, fields, pointer }) => {
  const [apiVersion = '', kind = ''] = written.split(' ')
  const title = `${apiVersion.replace('/v1', '')}/${kind}`
  expect(owners([apiVersion, kind, { ...fields, metadata: asking }])).toEqual([`cainjector: ${title} web ${pointer}`])
  expect(owners([apiVersion, kind, fields])).toEqual([])
})

test('a field that two write is told once', () => {
  expect(
    owners(
      ['autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef: deployment } }],
      ['flagger.app/v1beta1', 'Canary', { spec: { targetRef: deployment } }],
    ),
  ).toEqual(['HorizontalPodAutoscaler: apps/Deployment web /spec/replicas'])
})

test('objects without the fields they should have own nothing', () => {
  expect(
    owners(['flagger.app/v1beta1', 'Canary'], ['autoscaling/v2', 'HorizontalPodAutoscaler', { spec: null }]),
  ).toEqual([])
})

test('an app of a tenant with quiet hours leaves its scale to them', () => {
  const hours = { days: ['monday'], sleepAt: '20:00', wakeAt: '07:00', timeZone: 'Europe/Berlin' } as const
  const tenant = defineComponent({ name: 'payments', quietHours: () => hours })
  const workloads: Parameters<typeof object>[] = [
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'CronJob'],
    ['v1', 'ConfigMap'],
  ]
  expect(ownersIn(defineApp({ name: 'web', tenant }), workloads)).toEqual([
    'quiet hours: apps/Deployment web /spec/replicas',
    'quiet hours: batch/CronJob web /spec/suspend',
  ])
})
