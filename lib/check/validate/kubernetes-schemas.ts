import { readFileSync } from 'node:fs'
import { field, isFields, items, text } from '../../manifest/field.ts'
import type { StructuralSchema } from './structural-schema.ts'

/** Name of the definition of `metadata`. */
export const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'

/** What the API server says about its own kinds. */
export interface KubernetesSchemas {
  /** By name; a `$ref` is such a name. */
  readonly definitions: ReadonlyMap<string, StructuralSchema>
  /** Names of the definitions that are kinds, by `apiVersion Kind`. */
  readonly kinds: ReadonlyMap<string, string>
}

/** Definitions that allow more than the document says, because Go reads them by hand. */
const byHand: Readonly<Record<string, StructuralSchema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'], format: 'quantity' },
}

/** Without a document all that is known is that there is metadata. */
export const noSchemas: KubernetesSchemas = {
  definitions: new Map([[objectMeta, { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }]]),
  kinds: new Map(),
}

/** Reads an OpenAPI v2 document (`swagger.json`) of a Kubernetes API server. */
export function kubernetesSchemas(file: string): KubernetesSchemas {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8').replaceAll('"#/definitions/', '"'))
  const definitions = field(document, 'definitions')
  if (!isFields(definitions))
    throw new Error(`${file} has no definitions; give the swagger.json of a Kubernetes API server`)
  const entries = Object.entries(definitions)
  return {
    definitions: new Map(entries.map(([name, schema]) => [name, byHand[name] ?? opened(schema as StructuralSchema)])),
    kinds: new Map(entries.flatMap(([name, schema]) => kindsOf(schema).map(kind => [kind, name] as const))),
  }
}

/** An object without properties is anything here, unlike in a CRD. */
function opened(schema: StructuralSchema): StructuralSchema {
  const isAnything = schema.type === 'object' && !schema.properties && schema.additionalProperties === undefined
  return isAnything ? { ...schema, 'x-kubernetes-preserve-unknown-fields': true } : schema
}

function kindsOf(schema: unknown): string[] {
  const kinds = isFields(schema) ? schema['x-kubernetes-group-version-kind'] : undefined
  return items({ kinds }, 'kinds').map(kind => {
    const apiVersion = [text(kind, 'group'), text(kind, 'version')].filter(Boolean).join('/')
    return `${apiVersion} ${text(kind, 'kind')}`
  })
}
