import { ApiObject, JsonPatch } from 'cdk8s'
import type { Manifest } from '../manifest/manifest.ts'
import { readValue, type Report } from './read-value.ts'

/**
 * The manifest of one construct, read by ourselves: `ApiObject.toJson()` drops `null` and obeys an environment variable.
 * Undefined where it has no name, kind or apiVersion; that is reported.
 */
export function readApiObject(object: ApiObject, report: Report): Manifest | undefined {
  const plain = generated(object) ? readValue(object.toJson(), report) : patched(object, report)
  const manifest = plain as Partial<Manifest>
  const complete = (['apiVersion', 'kind'] as const).filter(field => {
    const value = manifest[field]
    if (typeof value === 'string' && value !== '') return true
    report(field, value === undefined ? 'is missing' : 'must be a string that is not empty')
    return false
  })
  if (!named(object, manifest, report) || complete.length < 2) return undefined
  return manifest as Manifest
}

/** Classes that `cdk8s import` generates map their typed fields to JSON in `toJson`, and only there. */
function generated(object: ApiObject): boolean {
  return object.toJson !== ApiObject.prototype.toJson
}

function patched(object: ApiObject, report: Report): unknown {
  const { metadata } = object
  const plain = readValue({ ...object['props'], metadata: metadata.toJson() }, report)
  const patches = object['patches']
  return patches.length === 0 ? plain : JsonPatch.apply(plain, ...patches)
}

/** cdk8s makes up a name from the construct's path where none is given: moving code would rename the object. */
function named(object: ApiObject, { metadata }: Partial<Manifest>, report: Report): boolean {
  const name: unknown = metadata?.name
  const chosen = object['props'].metadata?.name !== undefined || name !== object.name
  if (chosen && typeof name === 'string' && name !== '') return true
  report('metadata.name', chosen && name !== undefined ? 'must be a string that is not empty' : 'is missing')
  return false
}
