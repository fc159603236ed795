import type { Finding } from '../../finding/finding.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import { objectFinding } from '../object-rule.ts'
import { describeErrors } from './describe-error.ts'
import { modelValidator } from './model-validator.ts'
import type { SchemaError, Validate } from './schema-error.ts'
import { servedProblems } from './served.ts'
import { strictValidators, type Schemas } from './strict-validator.ts'

/** What the schemas say about every object, and which kinds no schema knows. */
export interface Validation {
  readonly findings: readonly Finding[]
  /** Number of objects by `apiVersion Kind`, of the kinds that nothing knows. */
  readonly unknown: ReadonlyMap<string, number>
}

/** Called before each object with the number of those that are done. */
export type OnObject = (done: number) => void

/** The rule that this is, to those who list rules. */
export const validObject = {
  id: 'valid-object',
  severity: 'error',
  description: 'an object is what the API server accepts: right values, no unknown fields, a served version',
} as const

/** Checks every object against the precompiled validators, and strictly where schemas are given. */
export async function validateObjects(
  files: readonly RenderedFile[],
  schemas: Schemas | undefined,
  onObject: OnObject = () => undefined,
): Promise<Validation> {
  const validators = await validatorsFor(files, schemas)
  const findings: Finding[] = []
  const unknown = new Map<string, number>()
  for (const [i, file] of files.entries()) {
    onObject(i)
    const kind = kindOf(file)
    const problems = schemas === undefined ? [] : servedProblems(file, schemas)
    const errors = validators.get(kind)?.(file.manifest)
    if (errors === undefined && problems.length === 0) unknown.set(kind, (unknown.get(kind) ?? 0) + 1)
    problems.push(...describeErrors(errors ?? [], file.manifest))
    findings.push(...problems.map(problem => objectFinding(file, validObject, problem)))
  }
  return { findings, unknown }
}

/** One validator for each kind that occurs; nothing else is loaded or compiled. */
async function validatorsFor(
  files: readonly RenderedFile[],
  schemas: Schemas | undefined,
): Promise<ReadonlyMap<string, Validate>> {
  const kinds = new Map(files.map(file => [kindOf(file), file.manifest] as const))
  const strict = schemas && strictValidators(schemas)
  const found = await Promise.all(
    [...kinds].map(async ([key, { apiVersion, kind }]) => {
      const both = [strict?.(apiVersion, kind), await modelValidator(apiVersion, kind)].filter(one => one !== undefined)
      return both.length === 0 ? [] : [[key, all(both)] as const]
    }),
  )
  return new Map(found.flat())
}

/** What a second validator says about a place of which the first has spoken is the same once more. */
function all(validators: readonly Validate[]): Validate {
  return object => {
    const errors: SchemaError[] = []
    for (const validate of validators) {
      const said = new Set(errors.map(({ instancePath }) => instancePath))
      errors.push(...validate(object).filter(({ instancePath }) => !said.has(instancePath)))
    }
    return errors
  }
}

function kindOf({ manifest: { apiVersion, kind } }: RenderedFile): string {
  return `${apiVersion} ${kind}`
}
