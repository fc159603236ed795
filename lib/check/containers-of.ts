import type { Manifest } from '../manifest/manifest.ts'
import { field, items, text } from '../manifest/field.ts'
import { podTemplateOf } from './pod-template.ts'

/** What rules read of a container. */
export interface Container {
  readonly name: string
  readonly image: string | undefined
  readonly env: readonly { readonly name: string; readonly value: string | undefined }[]
}

/** The containers of a workload, init containers included; empty for objects that have no pod. */
export function containersOf(manifest: Manifest): Container[] {
  const pod = field(podTemplateOf(manifest), 'spec')
  return ['initContainers', 'containers', 'ephemeralContainers']
    .flatMap(list => items(pod, list))
    .map(container => ({
      name: text(container, 'name') ?? '',
      image: text(container, 'image'),
      env: items(container, 'env').map(entry => ({ name: text(entry, 'name') ?? '', value: text(entry, 'value') })),
    }))
}
