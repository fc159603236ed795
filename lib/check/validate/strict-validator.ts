import type { ValidateFunction } from 'ajv'
import { groupOf, versionOf } from '../../manifest/object-key.ts'
import { celWalk, type CelRules } from './cel-walk.ts'
import type { CrdVersion } from './crd-schemas.ts'
import type { KubernetesSchemas } from './kubernetes-schemas.ts'
import { schemaCompiler } from './schema-compiler.ts'
import type { SchemaError, Validate } from './schema-error.ts'
import { strictSchema } from './strict-schema.ts'
import type { StructuralSchema } from './structural-schema.ts'
import { withDefaults } from './with-defaults.ts'

/** Everything that objects are checked against strictly. */
export interface Schemas {
  readonly crds: readonly CrdVersion[]
  readonly kubernetes: KubernetesSchemas
  /** Judges `x-kubernetes-validations`. @default they are passed over */
  readonly rules?: CelRules
}

/** Finds and compiles the strict validator of a kind, on demand; undefined where no schema knows the kind. */
export function strictValidators(schemas: Schemas): (apiVersion: string, kind: string) => Validate | undefined {
  const ajv = schemaCompiler()
  for (const [name, schema] of schemas.kubernetes.definitions) ajv.addSchema(strictSchema(schema), name)
  const compile = (schema: StructuralSchema): Validate => {
    let check: ValidateFunction | undefined
    let cel: ReturnType<typeof celWalk>
    return object => {
      if (check === undefined) {
        check = ajv.compile(strictSchema(schema))
        cel = schemas.rules && celWalk(schema, schemas.rules)
      }
      const completed = withDefaults(object, schema)
      if (!check(completed)) return check.errors ?? []
      return cel === undefined ? [] : [...cel(completed, '')]
    }
  }
  return (apiVersion, kind) => {
    const name = schemas.kubernetes.kinds.get(`${apiVersion} ${kind}`)
    if (name !== undefined) return compile({ $ref: name })
    const copies = schemas.crds.filter(
      crd => crd.group === groupOf(apiVersion) && crd.kind === kind && crd.version === versionOf(apiVersion),
    )
    return copies.length === 0 ? undefined : anyOf(copies.map(({ schema }) => compile(schema)))
  }
}

/** A folder may hold one CRD in several releases: an object is right where one of them takes it. */
function anyOf(validators: readonly Validate[]): Validate {
  return object => {
    let fewest: readonly SchemaError[] | undefined
    for (const validate of validators) {
      const errors = validate(object)
      if (fewest === undefined || errors.length < fewest.length) fewest = errors
      if (fewest.length === 0) break
    }
    return fewest ?? []
  }
}
