import type { Manifest } from './manifest.ts'

/** API group of an apiVersion; `''` for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}

/** API version without its group: `v1` of `apps/v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1)
}

/** `group/Kind` without the version: two versions of a kind are one kind to the API server. */
export function groupKind({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return `${groupOf(apiVersion)}/${kind}`
}

/** What the API server would call the object, whatever version it is written in: `group/Kind/namespace/name`. */
export function objectKey(manifest: Manifest): string {
  return `${groupKind(manifest)}/${manifest.metadata.namespace ?? ''}/${manifest.metadata.name}`
}

/** The object as people name it: `Deployment shop/api`, `Namespace shop`. */
export function objectTitle({ kind, metadata: { namespace, name } }: Manifest): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`
}
