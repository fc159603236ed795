import { isObject } from './merge.ts'
import { readImage } from '../cel/functions/image.ts'
import type { AnyObject } from './request.ts'

/** The spec of a pod with the API server's defaults. @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go */
export function podDefaults(spec: AnyObject): AnyObject {
  return {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    terminationGracePeriodSeconds: 30,
    schedulerName: 'default-scheduler',
    enableServiceLinks: true,
    securityContext: {},
    ...spec,
    ...each(spec, 'containers', containerDefaults),
    ...each(spec, 'initContainers', containerDefaults),
    ...each(spec, 'ephemeralContainers', containerDefaults),
    ...each(spec, 'volumes', volumeDefaults),
  }
}

/** The field of a list with its objects put through a defaulter; nothing where there is no list. */
function each(owner: AnyObject, field: string, defaulter: (item: AnyObject) => AnyObject): AnyObject {
  const list = owner[field]
  return Array.isArray(list) ? { [field]: list.map((item: unknown) => (isObject(item) ? defaulter(item) : item)) } : {}
}

function containerDefaults(container: AnyObject): AnyObject {
  return {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicy(container.image),
    ...container,
    resources: resourceDefaults(container.resources),
    ...each(container, 'ports', port => ({ protocol: 'TCP', ...port })),
    ...each(container, 'env', environmentDefaults),
    ...probe(container, 'livenessProbe'),
    ...probe(container, 'readinessProbe'),
    ...probe(container, 'startupProbe'),
  }
}

/** `latest`, written or meant, is pulled every time. */
function pullPolicy(image: unknown): string {
  const parsed = typeof image === 'string' ? readImage(image) : undefined
  return parsed?.tag === 'latest' ? 'Always' : 'IfNotPresent'
}

/** A limit without a request is the request too. */
function resourceDefaults(resources: unknown): AnyObject {
  if (!isObject(resources)) return {}
  if (!isObject(resources.limits)) return resources
  return { ...resources, requests: { ...resources.limits, ...(isObject(resources.requests) && resources.requests) } }
}

function environmentDefaults(variable: AnyObject): AnyObject {
  const { valueFrom } = variable
  if (!isObject(valueFrom) || !isObject(valueFrom.fieldRef)) return variable
  return { ...variable, valueFrom: { ...valueFrom, fieldRef: { apiVersion: 'v1', ...valueFrom.fieldRef } } }
}

function probe(container: AnyObject, field: string): AnyObject {
  const given = container[field]
  if (!isObject(given)) return {}
  const { httpGet, grpc } = given
  return {
    [field]: {
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
      ...given,
      ...(isObject(httpGet) && { httpGet: { path: '/', scheme: 'HTTP', ...httpGet } }),
      ...(isObject(grpc) && { grpc: { service: '', ...grpc } }),
    },
  }
}

/** Mode of files from Secrets, ConfigMaps and the like: 0644. */
const mode = { defaultMode: 0o644 }

function volumeDefaults(volume: AnyObject): AnyObject {
  if (Object.keys(volume).every(key => key === 'name')) return { ...volume, emptyDir: {} }
  const { secret, configMap, downwardAPI, projected, hostPath } = volume
  return {
    ...volume,
    ...(isObject(secret) && { secret: { ...mode, ...secret } }),
    ...(isObject(configMap) && { configMap: { ...mode, ...configMap } }),
    ...(isObject(downwardAPI) && { downwardAPI: { ...mode, ...downwardAPI } }),
    ...(isObject(projected) && { projected: { ...mode, ...projected } }),
    ...(isObject(hostPath) && { hostPath: { type: '', ...hostPath } }),
  }
}
