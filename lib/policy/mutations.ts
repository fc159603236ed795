import { applyConfiguration } from './merge.ts'
import { applyJsonPatch } from './json-patch.ts'
import { CelError } from '../cel/cel-error.ts'
import { Message } from '../cel/value.ts'
import { toCel, toJson } from '../cel/json.ts'
import type { AnyObject } from './request.ts'
import type { Evaluation, Expressions, Located } from './expressions.ts'
import type { MergeOptions } from './merge.ts'
import type { PatchOperation } from './json-patch.ts'

export interface MutationSpec {
  readonly patchType?: string
  readonly applyConfiguration?: { readonly expression: string }
  readonly jsonPatch?: { readonly expression: string }
}

type Patch = (object: AnyObject, evaluation: Evaluation) => AnyObject

export function compileMutations(
  list: readonly MutationSpec[],
  expressions: Expressions,
  options: MergeOptions,
): readonly Patch[] {
  return list.flatMap((mutation, i): Patch[] => {
    const path = `spec.mutations[${i}]`
    if (mutation.patchType === 'ApplyConfiguration' && mutation.applyConfiguration !== undefined) {
      const located = expressions.compile(
        mutation.applyConfiguration.expression,
        `${path}.applyConfiguration.expression`,
        ['Object'],
      )
      return located === undefined ? [] : [configure(located, options)]
    }
    if (mutation.patchType === 'JSONPatch' && mutation.jsonPatch !== undefined) {
      const located = expressions.compile(mutation.jsonPatch.expression, `${path}.jsonPatch.expression`, ['list'])
      return located === undefined ? [] : [patch(located)]
    }
    expressions.problems.push({ path, message: 'mutation needs a patchType and an expression for it' })
    return []
  })
}

function configure(located: Located, options: MergeOptions): Patch {
  return (object, evaluation) => {
    const value = evaluation.run(located)
    if (!(value instanceof Message) || value.celType !== 'Object')
      throw new CelError('expression does not give an Object{}')
    checkNames(value)
    return applyConfiguration(object, toJson(value) as AnyObject, options)
  }
}

/** A message must bear the name of the field that holds it: what the compiler sees of it is checked there already. */
function checkNames(message: Message): void {
  for (const [name, value] of Object.entries(message.fields)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (!(item instanceof Message)) continue
      const expected = `${message.celType}.${name}`
      if (item.celType !== expected)
        throw new CelError(`type mismatch: '${item.celType}' in the place of '${expected}'`)
      checkNames(item)
    }
  }
}

function patch(located: Located): Patch {
  return (object, evaluation) => {
    const list = evaluation.run(located)
    if (!Array.isArray(list)) throw new CelError('expression does not give a list of JSONPatch{}')
    const operations = list.map(item => {
      if (!(item instanceof Message)) throw new CelError('expression does not give a list of JSONPatch{}')
      return toJson(item) as PatchOperation
    })
    return applyJsonPatch(object, operations)
  }
}

/** Applies patches in order; each sees the object as the one before left it. @throws CelError */
export function mutate(patches: readonly Patch[], object: AnyObject, evaluation: Evaluation): AnyObject {
  let result = object
  for (const apply of patches) {
    result = apply(result, evaluation)
    evaluation.globals.object = toCel(result)
  }
  return result
}
