import { podDefaults } from './pod-defaults.ts'
import { groupKind } from '../manifest/object-key.ts'
import { isObject } from './merge.ts'
import type { AnyObject } from './request.ts'
import type { Manifest } from '../manifest/manifest.ts'

/** Adds to an object's spec, or to the object itself, what the API server adds. */
type Defaulter = (spec: AnyObject) => AnyObject

const rolling = { type: 'RollingUpdate' }

const specs: Readonly<Record<string, Defaulter>> = {
  '/Pod': podDefaults,
  '/Service': serviceDefaults,
  '/PersistentVolumeClaim': spec => ({ volumeMode: 'Filesystem', ...spec }),
  '/PersistentVolume': spec => ({ persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem', ...spec }),
  'apps/Deployment': spec => ({
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    ...templated(spec),
    strategy: strategy(spec.strategy, { maxUnavailable: '25%', maxSurge: '25%' }),
  }),
  'apps/ReplicaSet': spec => ({ replicas: 1, ...templated(spec) }),
  'apps/StatefulSet': spec => ({
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    ...templated(spec),
    updateStrategy: strategy(spec.updateStrategy, { partition: 0 }),
  }),
  'apps/DaemonSet': spec => ({
    revisionHistoryLimit: 10,
    ...templated(spec),
    updateStrategy: strategy(spec.updateStrategy, { maxUnavailable: 1, maxSurge: 0 }),
  }),
  'batch/Job': jobDefaults,
  'batch/CronJob': spec => ({
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    ...spec,
    ...(isObject(spec.jobTemplate) && { jobTemplate: inside(spec.jobTemplate, 'spec', jobDefaults) }),
  }),
  'autoscaling/HorizontalPodAutoscaler': spec => ({ minReplicas: 1, ...spec }),
  'networking.k8s.io/NetworkPolicy': spec => ({
    policyTypes: spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'],
    ...spec,
  }),
}

const objects: Readonly<Record<string, (object: AnyObject) => AnyObject>> = {
  '/Namespace': namespaceDefaults,
  '/Secret': object => ({ type: 'Opaque', ...object }),
}

/**
 * The object with the fields that the API server fills in before it asks any policy; custom kinds stay as they are.
 * @see https://github.com/kubernetes/kubernetes/tree/master/pkg/apis
 */
export function withDefaults(object: AnyObject): AnyObject {
  const key = groupKind(object as Manifest)
  const defaulter = specs[key]
  if (defaulter !== undefined) return isObject(object.spec) ? inside(object, 'spec', defaulter) : object
  return objects[key]?.(object) ?? object
}

/** The object with a field put through a defaulter. */
function inside(object: AnyObject, field: string, defaulter: Defaulter): AnyObject {
  const value = object[field]
  return isObject(value) ? { ...object, [field]: defaulter(value) } : object
}

function templated(spec: AnyObject): AnyObject {
  return isObject(spec.template) ? { ...spec, template: inside(spec.template, 'spec', podDefaults) } : spec
}

function strategy(given: unknown, parameters: AnyObject): AnyObject {
  const { type = rolling.type, rollingUpdate, ...rest } = isObject(given) ? given : {}
  if (type !== rolling.type) return { type, ...rest }
  return { type, rollingUpdate: { ...parameters, ...(isObject(rollingUpdate) && rollingUpdate) }, ...rest }
}

function jobDefaults(spec: AnyObject): AnyObject {
  const single = spec.completions === undefined && spec.parallelism === undefined
  return {
    ...(single && { completions: 1 }),
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy: spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
    ...templated(spec),
  }
}

function serviceDefaults(spec: AnyObject): AnyObject {
  const type = spec.type ?? 'ClusterIP'
  const outside = type === 'NodePort' || type === 'LoadBalancer'
  return {
    type,
    sessionAffinity: 'None',
    ...(type !== 'ExternalName' && { internalTrafficPolicy: 'Cluster' }),
    ...(outside && { externalTrafficPolicy: 'Cluster' }),
    ...(type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true }),
    ...spec,
    ...(Array.isArray(spec.ports) && {
      ports: spec.ports.map(port => (isObject(port) ? { protocol: 'TCP', targetPort: port.port, ...port } : port)),
    }),
  }
}

function namespaceDefaults(object: AnyObject): AnyObject {
  const metadata = (object.metadata ?? {}) as AnyObject
  const labels = { ...(isObject(metadata.labels) && metadata.labels), 'kubernetes.io/metadata.name': metadata.name }
  return { ...object, metadata: { ...metadata, labels } }
}
