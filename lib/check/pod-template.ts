import type { Manifest } from '../manifest/manifest.ts'
import { field, isFields } from '../manifest/field.ts'

/** Where each kind keeps its pod: the object that holds `metadata` and `spec` of it. */
const places: Readonly<Record<string, string>> = {
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  DaemonSet: 'spec.template',
  ReplicaSet: 'spec.template',
  ReplicationController: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
  Rollout: 'spec.template',
}

/** The pod that a workload makes, or that an object is; undefined for objects without one. */
export function podTemplateOf(manifest: Manifest): unknown {
  if (manifest.kind === 'Pod') return manifest
  const place = places[manifest.kind]
  return place === undefined ? undefined : field(manifest, place)
}

/** Labels of the pods that a workload makes. */
export function podLabelsOf(manifest: Manifest): Readonly<Record<string, unknown>> | undefined {
  const template = podTemplateOf(manifest)
  if (template === undefined) return undefined
  const labels = field(template, 'metadata.labels')
  return isFields(labels) ? labels : {}
}

/** Whether labels meet a label selector's `matchLabels`; an empty one matches everything. */
export function matches(labels: unknown, wanted: unknown): boolean {
  return Object.entries(isFields(wanted) ? wanted : {}).every(
    ([key, value]) => isFields(labels) && labels[key] === value,
  )
}
