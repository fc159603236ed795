import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { isFields, items, field, text } from '../../manifest/field.ts'
import { objectMeta } from './kubernetes-schemas.ts'
import type { StructuralSchema } from './structural-schema.ts'

/** One version of a custom kind, as one CRD describes it. */
export interface CrdVersion {
  readonly group: string
  readonly kind: string
  readonly version: string
  readonly scope: string
  readonly served: boolean
  /** What the CRD says about its deprecation; `''` where it says only that. */
  readonly deprecated: string | undefined
  readonly schema: StructuralSchema
  /** File of the CRD, relative to the folder. */
  readonly file: string
}

/**
 * The CRDs of the wanted kinds, each as `group/Kind`, from every YAML file of a folder, all versions.
 * Documents that cannot hold a wanted kind are not parsed: a folder of every chart's CRDs has tens of megabytes.
 */
export function crdSchemas(dir: string, wanted: ReadonlySet<string>): CrdVersion[] {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(file => /\.ya?ml$/.test(file))
  return files.sort().flatMap(file =>
    readFileSync(join(dir, file), 'utf8')
      .split(/^---(?=\s)/m)
      .filter(document => mayHold(document, wanted))
      .flatMap(document => loadAll(document))
      .filter(crd => field(crd, 'kind') === 'CustomResourceDefinition')
      .filter(crd => wanted.has(`${text(crd, 'spec.group')}/${text(crd, 'spec.names.kind')}`))
      .flatMap(crd => versionsOf(crd, file)),
  )
}

function mayHold(document: string, wanted: ReadonlySet<string>): boolean {
  if (!document.includes('CustomResourceDefinition')) return false
  for (const name of wanted) {
    const slash = name.indexOf('/')
    if (document.includes(name.slice(0, slash)) && document.includes(name.slice(slash + 1))) return true
  }
  return false
}

function versionsOf(crd: unknown, file: string): CrdVersion[] {
  const spec = field(crd, 'spec')
  return items(spec, 'versions').map(version => ({
    group: text(spec, 'group') ?? '',
    kind: text(spec, 'names.kind') ?? '',
    scope: text(spec, 'scope') ?? '',
    version: text(version, 'name') ?? '',
    served: field(version, 'served') !== false,
    deprecated: field(version, 'deprecated') === true ? (text(version, 'deprecationWarning') ?? '') : undefined,
    schema: rootSchema(field(version, 'schema.openAPIV3Schema')),
    file,
  }))
}

/** The root of a custom object has the fields of every object, whether its CRD lists them or not. */
function rootSchema(schema: unknown): StructuralSchema {
  const root: StructuralSchema = isFields(schema) ? schema : { 'x-kubernetes-preserve-unknown-fields': true }
  const metadata: StructuralSchema = { allOf: [{ $ref: objectMeta }, root.properties?.['metadata'] ?? {}] }
  return {
    ...root,
    type: 'object',
    // What a controller reports is not in git, and is often the larger half of a schema.
    properties: { ...root.properties, apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata, status: {} },
  }
}
