import { nearest } from '../../finding/nearest.ts'
import type { Problem } from '../rule.ts'
import { keysOf, pointerTo } from './json-pointer.ts'
import type { SchemaError } from './schema-error.ts'

/** What a schema says about an object in our words, each place once, the outer forms of a choice left out. */
export function describeErrors(errors: readonly SchemaError[], object: unknown): Problem[] {
  if (errors.length === 0) return []
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
  const own = errors.filter(error => !choices.some(choice => isBelow(error, choice)))
  const problems = own.map(error => describeError(error, { object, below: errors.filter(e => isBelow(e, error)) }))
  return [...new Map(problems.map(problem => [problem.message, problem])).values()]
}

interface Around {
  readonly object: unknown
  /** What the forms of a choice say. */
  readonly below: readonly SchemaError[]
}

function isBelow(error: SchemaError, choice: SchemaError): boolean {
  return (
    error !== choice &&
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    error.instancePath.startsWith(choice.instancePath)
  )
}

function describeError(error: SchemaError, around: Around): Problem {
  const at = fieldName(error.instancePath)
  const value = JSON.stringify(valueAt(around.object, error.instancePath))
  const describe = describers[error.keyword]
  return (
    describe?.(error, { ...around, at, value }) ?? {
      message: `"${at}" ${error.message ?? 'is wrong'}`,
      fix: 'correct it',
    }
  )
}

type Describe = (error: SchemaError, where: Around & { readonly at: string; readonly value: string }) => Problem

const describers: Readonly<Record<string, Describe>> = {
  additionalProperties: ({ params, instancePath, parentSchema }) => {
    const name = `${params['additionalProperty']}`
    const near = nearest(name, Object.keys(parentSchema?.['properties'] ?? {}))
    const fix = near === undefined ? 'remove it, the API server would drop it' : `write "${near}"`
    return { message: `"${fieldName(pointerTo(instancePath, name))}" is not a field`, fix }
  },
  required: ({ params, instancePath }) => ({
    message: `"${fieldName(pointerTo(instancePath, `${params['missingProperty']}`))}" is missing`,
    fix: 'set it',
  }),
  type: ({ params }, { at, value }) => ({
    message: `"${at}" is ${shorten(value)}, not ${article([params['type']].flat().join(' or '))}`,
    fix:
      value === 'null' ? 'leave it out, or give it a value' : `write ${article([params['type']].flat().join(' or '))}`,
  }),
  enum: ({ params }, { at, value }) => {
    const allowed = (params['allowedValues'] as unknown[]).map(String)
    const near = nearest(value.replaceAll('"', ''), allowed)
    const fix = near === undefined ? `write one of ${allowed.join(', ')}` : `write "${near}"`
    return { message: `"${at}" is ${shorten(value)}, not one of ${allowed.join(', ')}`, fix }
  },
  pattern: ({ params }, { at, value }) => ({
    message: `"${at}" is ${shorten(value)}, which does not match ${params['pattern']}`,
    fix: 'write it in that form',
  }),
  format: ({ params }, { at, value }) => ({
    message: `"${at}" is ${shorten(value)}, which is no ${params['format']}`,
    fix: `write a ${params['format']}`,
  }),
  uniqueKeys: ({ params }, { at }) => ({
    message: `"${at}" has two items with ${pairs(params)}`,
    fix: 'keep one of them',
  }),
  cel: ({ message, params }, { at }) => ({
    message: `"${at}" breaks a rule of its kind: ${message}`,
    fix: `make it satisfy ${params['rule']}`,
  }),
  anyOf: choice,
  oneOf: choice,
}

function choice(error: SchemaError, { at, below, object }: Parameters<Describe>[1]): Problem {
  const forms = Map.groupBy(below, ({ schemaPath }) => schemaPath.slice(error.schemaPath.length).split('/')[1])
  const ways = [...forms.values()].map(errors =>
    errors.map(e => describeError(e, { object, below: [] }).message).join(' and '),
  )
  if (ways.length === 0)
    return { message: `"${at}" fits more than one of its forms`, fix: 'keep the fields of one form' }
  return { message: `"${at}" has none of its forms: ${ways.join('; or ')}`, fix: 'correct one of them' }
}

function pairs(params: SchemaError['params']): string {
  const keys = params['keys'] as readonly string[]
  const values = params['values'] as readonly unknown[]
  const set = keys.map((key, i) => [key, values[i]] as const).filter(([, value]) => value !== null)
  return set.map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(' and ')
}

/** `/spec/ports/0/name` as people write it: `spec.ports[0].name`. */
function fieldName(pointer: string): string {
  const name = keysOf(pointer).reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`), '')
  return name === '' ? 'the object' : name.replace(/^\./, '')
}

function valueAt(object: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], object)
}

function shorten(value: string | undefined): string {
  if (value === undefined) return 'missing'
  return value.length > 60 ? `${value.slice(0, 57)}…` : value
}

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
}
