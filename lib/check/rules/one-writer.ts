import type { Manifest } from '../../manifest/manifest.ts'
import { groupKind, groupOf, objectTitle } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import type { CheckContext } from '../context.ts'
import { exampleUnit } from '../example.ts'
import { field, text } from '../../manifest/field.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

/** Controllers that write `replicas`, and where each names the workload it scales. */
const scalers: Readonly<Record<string, string>> = {
  'autoscaling/HorizontalPodAutoscaler': 'spec.scaleTargetRef',
  'flagger.app/Canary': 'spec.targetRef',
  'keda.sh/ScaledObject': 'spec.scaleTargetRef',
}

const metadata = { namespace: 'web' }
const workload = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 3 } }
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const hpa = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata,
  spec: { scaleTargetRef: target },
}
const canary = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata, spec: { targetRef: target } }
const scaledObject = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata,
  spec: { scaleTargetRef: { name: 'web' } },
}
const owned = { group: 'apps', kind: 'Deployment', pointers: ['/spec/replicas'], by: 'kube-controller-manager' }

export const oneWriter: Rule = {
  id: 'one-writer',
  lint: 11,
  severity: 'error',
  description: 'git does not set replicas of a workload that a controller scales',
  examples: {
    refused: [hpa, canary, scaledObject].map(scaler => ({ files: { 'prod/platform/web': [workload, scaler] } })),
    allowed: [
      { files: { 'prod/platform/web': [{ ...workload, spec: {} }, hpa, canary] } },
      { files: { 'prod/platform/web': [workload, { ...hpa, metadata: { namespace: 'other' } }] } },
      { files: { 'prod/platform/web': [workload], 'staging/platform/web': [hpa] } },
      {
        units: [exampleUnit({ name: 'web', ownedFields: [owned] })],
        files: { 'prod/platform/web': [workload, hpa] },
      },
    ],
  },
  run: context => {
    const scaled = scaledWorkloads(context)
    return context.files.flatMap(file => {
      const scaler = field(file.manifest, 'spec.replicas') === undefined ? undefined : scaled.get(keyOf(file))
      if (scaler === undefined || isIgnored(file, context)) return []
      return [
        objectFinding(file, oneWriter, {
          message: `sets replicas, which ${objectTitle(scaler)} writes too`,
          fix: 'leave replicas out',
        }),
      ]
    })
  },
}

/** The controller that scales each workload, by cluster, kind, namespace and name. */
function scaledWorkloads(context: CheckContext): ReadonlyMap<string, Manifest> {
  return new Map(
    Object.entries(scalers).flatMap(([kind, path]) =>
      context.ofKind(kind).map(file => {
        const { manifest } = file
        const group = groupOf(text(manifest, `${path}.apiVersion`) ?? 'apps/v1')
        const target = `${group}/${text(manifest, `${path}.kind`) ?? 'Deployment'}`
        const name = text(manifest, `${path}.name`)
        return [`${file.livesOn} ${target} ${manifest.metadata.namespace}/${name}`, manifest] as const
      }),
    ),
  )
}

function keyOf(file: RenderedFile): string {
  const { manifest } = file
  return `${file.livesOn} ${groupKind(manifest)} ${manifest.metadata.namespace}/${manifest.metadata.name}`
}

/** Whether the unit says that a controller owns the field, so that the engine leaves it alone. */
function isIgnored(file: RenderedFile, context: CheckContext): boolean {
  const { manifest } = file
  return (context.unitOf(file)?.ownedFields ?? []).some(
    ({ group, kind, name, namespace, pointers }) =>
      `${group}/${kind}` === groupKind(manifest) &&
      (name ?? manifest.metadata.name) === manifest.metadata.name &&
      (namespace ?? manifest.metadata.namespace) === manifest.metadata.namespace &&
      pointers.includes('/spec/replicas'),
  )
}
