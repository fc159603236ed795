import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { loadAll } from 'js-yaml'
import type { Manifest } from '../manifest.ts'

const file = new URL('../../../../shared/upstream/crds/', import.meta.url)

/** Whether the CRDs of the components stand beside the repository; tests of them are skipped elsewhere. */
export const crdsAreHere = existsSync(file)

interface Crd {
  readonly kind: string
  readonly spec: {
    readonly names: { readonly kind: string }
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: object } }[]
  }
}

/** What the API server would refuse, and every field that it would silently drop. */
export function problemsByCrd(component: string): (manifest: Manifest) => string[] {
  const crds = (loadAll(readFileSync(new URL(`${component}.yaml`, file), 'utf8')) as (Crd | null)[]).filter(
    crd => crd?.kind === 'CustomResourceDefinition',
  )
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  const validators = new Map(
    crds.map(crd => [crd!.spec.names.kind, ajv.compile(closed(crd!.spec.versions[0]!.schema.openAPIV3Schema))]),
  )
  return manifest => {
    const validate = validators.get(manifest.kind)
    if (!validate) return [`${component}.yaml has no ${manifest.kind}`]
    return validate(manifest) ? [] : validate.errors!.map(error => `${error.instancePath} ${error.message}`)
  }
}

/** The schema with unknown fields refused wherever it lists the fields it knows. */
function closed(schema: object, isMetadata = false): object {
  const entries = Object.entries(schema).map(([key, value]) => {
    if (key === 'properties') {
      const fields = Object.entries(value as object).map(([name, field]) => [
        name,
        closed(field as object, name === 'metadata'),
      ])
      return [key, Object.fromEntries(fields)]
    }
    return [key, ['items', 'additionalProperties'].includes(key) && isObject(value) ? closed(value) : value]
  })
  const open = isMetadata || 'additionalProperties' in schema || 'x-kubernetes-preserve-unknown-fields' in schema
  if ('x-kubernetes-int-or-string' in schema) return { type: ['integer', 'string'] }
  return { ...Object.fromEntries(entries), ...('properties' in schema && !open && { additionalProperties: false }) }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
