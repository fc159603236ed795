import { groupOf, versionOf } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import { isBuiltinGroup } from '../builtin-group.ts'
import type { Problem } from '../rule.ts'
import type { CrdVersion } from './crd-schemas.ts'
import type { Schemas } from './strict-validator.ts'

/** What the schemas say about the kind of an object as a whole: its version, and whether it has a namespace. */
export function servedProblems(file: RenderedFile, { crds, kubernetes }: Schemas): Problem[] {
  const { apiVersion, kind, metadata } = file.manifest
  const group = groupOf(apiVersion)
  if (isBuiltinGroup(group)) {
    if (kubernetes.kinds.size === 0 || kubernetes.kinds.has(`${apiVersion} ${kind}`)) return []
    return [{ message: `"${apiVersion}" has no kind "${kind}"`, fix: 'use a version that Kubernetes serves' }]
  }
  const versions = crds.filter(crd => crd.group === group && crd.kind === kind)
  const own = versions.filter(({ version }) => version === versionOf(apiVersion))
  if (versions.length === 0) return []
  if (!own.some(({ served }) => served)) return [notServed(apiVersion, versions)]
  const namespaced = own[0]!.scope === 'Namespaced'
  if (namespaced === (metadata.namespace !== undefined)) return []
  return [
    namespaced
      ? { message: `"${kind}" lives in a namespace, and none is given`, fix: 'set metadata.namespace' }
      : { message: `"${kind}" has no namespace, and one is given`, fix: 'remove metadata.namespace' },
  ]
}

function notServed(apiVersion: string, versions: readonly CrdVersion[]): Problem {
  const served = [...new Set(versions.filter(({ served }) => served).map(({ version }) => version))]
  const fix = `write "${groupOf(apiVersion)}/${served.at(-1)}"`
  return { message: `"${apiVersion}" is not served; its CRD serves ${served.join(', ')}`, fix }
}
