import type { Manifest } from '../manifest/manifest.ts'
import { field, items, text } from './field.ts'

/** What rules read of a container. */
export interface Container {
  readonly name: string
  readonly image: string | undefined
  readonly env: readonly { readonly name: string; readonly value: string | undefined }[]
}

/** Where each kind keeps its pod. */
const podPaths: Readonly<Record<string, string>> = {
  Pod: 'spec',
  Deployment: 'spec.template.spec',
  StatefulSet: 'spec.template.spec',
  DaemonSet: 'spec.template.spec',
  ReplicaSet: 'spec.template.spec',
  ReplicationController: 'spec.template.spec',
  Job: 'spec.template.spec',
  CronJob: 'spec.jobTemplate.spec.template.spec',
  Rollout: 'spec.template.spec',
}

/** The containers of a workload, init containers included; empty for objects that have no pod. */
export function containersOf(manifest: Manifest): Container[] {
  const path = podPaths[manifest.kind]
  if (path === undefined) return []
  const pod = field(manifest, path)
  return ['initContainers', 'containers', 'ephemeralContainers']
    .flatMap(list => items(pod, list))
    .map(container => ({
      name: text(container, 'name') ?? '',
      image: text(container, 'image'),
      env: items(container, 'env').map(entry => ({ name: text(entry, 'name') ?? '', value: text(entry, 'value') })),
    }))
}
