import { CelError } from './cel-error.ts'
import { nearest } from '../finding/nearest.ts'
import { isMap, LazyFields, lookup, Message, none, numberOf, Optional, TypeValue } from './value.ts'
import { typeName } from './parse.ts'
import type { Code, Scope } from './code.ts'
import type { Expression, Identifier, Index, Select } from './syntax.ts'
import type { Value } from './value.ts'

const typeNames = new Map(
  'int uint double bool string bytes list map type null_type dyn timestamp duration'
    .split(' ')
    .map(name => [name, name] as const),
)
const qualified = new Map([
  ['google.protobuf.Timestamp', 'timestamp'],
  ['google.protobuf.Duration', 'duration'],
])

export function fail(scope: Scope, node: { readonly offset: number }, message: string): never {
  throw new CelError(message, { source: scope.source, offset: node.offset })
}

export function compileIdentifier(node: Identifier, scope: Scope): Code {
  const { name } = node
  const local = scope.locals.get(name)
  if (local !== undefined) {
    const { slot, type } = local
    return { type, run: frame => frame.locals[slot], cost: 1 }
  }
  const declared = scope.environment.variables.get(name)
  if (declared !== undefined) return { type: declared, run: frame => frame.globals[name] ?? null, cost: 1 }
  if (typeNames.has(name)) return constantType(name)
  const known = [...scope.locals.keys(), ...scope.environment.variables.keys()]
  return fail(scope, node, `unknown name '${name}'${suggestion(name, known)}`)
}

export function suggestion(written: string, known: Iterable<string>): string {
  const candidate = nearest(written, known)
  return candidate === undefined ? '' : `, did you mean '${candidate}'?`
}

function constantType(name: string): Code {
  const value = new TypeValue(name)
  return { type: 'type', run: () => value, cost: 0 }
}

export function compileSelect(node: Select, scope: Scope): Code {
  const path = typeName(node)
  if (path !== undefined && qualified.has(path)) return constantType(qualified.get(path)!)
  const operand = scope.compile(node.operand, scope)
  const { field, optional } = node
  const type = fieldType(node, operand.type, scope)
  const cost = operand.cost + 1
  const { run } = operand
  if (optional) return { type: 'optional', run: frame => optionalField(run(frame), field), cost }
  return { type, run: frame => selectField(run(frame), field), cost }
}

const unselectable = new Set(['int', 'uint', 'double', 'bool', 'string', 'bytes', 'list', 'timestamp', 'duration'])

function fieldType(node: Select, owner: string, scope: Scope): string {
  const fields = scope.environment.structs?.get(owner)
  if (fields === undefined) {
    if (unselectable.has(owner)) fail(scope, node, `a value of type '${owner}' has no field '${node.field}'`)
    return owner === 'optional' ? 'optional' : 'dyn'
  }
  const type = fields.get(node.field)
  if (type !== undefined) return type
  return fail(scope, node, `unknown field '${node.field}'${suggestion(node.field, fields.keys())}`)
}

/** The value of a field; undefined where there is none. */
export function findField(operand: Value, field: string): Value {
  if (operand instanceof LazyFields) return operand.get(field)
  if (operand instanceof Message) return lookup(operand.fields, field)
  return isMap(operand) ? lookup(operand, field) : undefined
}

function selectField(operand: Value, field: string): Value {
  if (operand instanceof Optional) return operand.present ? optionalField(operand.value, field) : none
  const value = findField(operand, field)
  if (value === undefined) throw new CelError(`no such key: ${field}`)
  return value
}

function optionalField(operand: Value, field: string): Optional {
  if (operand instanceof Optional) return operand.present ? optionalField(operand.value, field) : none
  const value = findField(operand, field)
  return value === undefined ? none : new Optional(true, value)
}

export function compileIndex(node: Index, scope: Scope): Code {
  const operand = scope.compile(node.operand, scope)
  const index = scope.compile(node.index, scope)
  const scalars = ['int', 'uint', 'double', 'bool', 'string', 'bytes']
  if (scalars.includes(operand.type)) fail(scope, node, `a value of type '${operand.type}' has no elements`)
  const read = node.optional ? optionalElement : element
  const type = node.optional || operand.type === 'optional' ? 'optional' : 'dyn'
  return { type, run: frame => read(operand.run(frame), index.run(frame)), cost: operand.cost + index.cost + 1 }
}

function element(operand: Value, index: Value): Value {
  if (operand instanceof Optional) return operand.present ? optionalElement(operand.value, index) : none
  const value = findElement(operand, index)
  if (value !== undefined) return value
  throw new CelError(Array.isArray(operand) ? `index out of bounds: ${String(index)}` : `no such key: ${String(index)}`)
}

function optionalElement(operand: Value, index: Value): Optional {
  if (operand instanceof Optional) return operand.present ? optionalElement(operand.value, index) : none
  const value = findElement(operand, index)
  return value === undefined ? none : new Optional(true, value)
}

function findElement(operand: Value, index: Value): Value {
  if (!Array.isArray(operand)) {
    if (operand instanceof LazyFields && typeof index === 'string') return findField(operand, index)
    return isMap(operand) ? lookup(operand, index) : undefined
  }
  const position = numberOf(index)
  if (position === undefined) throw new CelError(`a list has no element '${String(index)}'`)
  return operand[Number(position)]
}

/** `has(a.b)`: whether the field is there; for optional operands, whether the chain reaches it. */
export function compileHas(argument: Expression, scope: Scope): Code {
  if (argument.kind !== 'select') return fail(scope, argument, 'has() takes a field, like has(object.metadata)')
  const operand = scope.compile(argument.operand, scope)
  fieldType(argument, operand.type, scope)
  const { field } = argument
  const run = operand.run
  return { type: 'bool', run: frame => hasField(run(frame), field), cost: operand.cost + 1 }
}

function hasField(operand: Value, field: string): boolean {
  if (operand instanceof Optional) return operand.present && hasField(operand.value, field)
  return findField(operand, field) !== undefined
}
