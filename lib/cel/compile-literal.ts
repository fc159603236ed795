import { CelError } from './cel-error.ts'
import { fail, suggestion } from './compile-access.ts'
import { set } from './json.ts'
import { Message, Optional } from './value.ts'
import type { Code, Frame, Scope } from './code.ts'
import type { Element, ListLiteral, MapLiteral, MessageLiteral } from './syntax.ts'
import type { Value } from './value.ts'

interface Part {
  readonly code: Code
  readonly optional: boolean
}

function part({ value, optional }: Element, scope: Scope): Part {
  return { code: scope.compile(value, scope), optional }
}

const sum = (codes: readonly Code[]) => codes.reduce((total, { cost }) => total + cost, 0)

export function compileList(node: ListLiteral, scope: Scope): Code {
  const parts = node.elements.map(element => part(element, scope))
  const runs = parts.map(({ code }) => code.run)
  const cost = 10 + sum(parts.map(({ code }) => code))
  if (!parts.some(({ optional }) => optional)) {
    return { type: 'list', run: frame => runs.map(run => run(frame)), cost }
  }
  return { type: 'list', run: frame => parts.flatMap(item => present(item, frame)), cost }
}

/** The value of an element as a list of one; of none where it is optional and absent. */
function present({ code, optional }: Part, frame: Frame): Value[] {
  const value = code.run(frame)
  if (!optional) return [value]
  if (!(value instanceof Optional)) throw new CelError('an optional element must have an optional value')
  return value.present ? [value.value] : []
}

export function compileMap(node: MapLiteral, scope: Scope): Code {
  const entries = node.entries.map(entry => ({ key: scope.compile(entry.key, scope), ...part(entry, scope) }))
  const cost = 30 + sum(entries.map(({ code }) => code)) + sum(entries.map(({ key }) => key))
  return {
    type: 'map',
    cost,
    run(frame) {
      const pairs: [Value, Value][] = []
      for (const { key, ...value } of entries) {
        const name = key.run(frame)
        for (const item of present(value, frame)) pairs.push([name, item])
      }
      return mapOf(pairs)
    },
  }
}

/** A plain object where all keys are strings, as JSON has it. @throws CelError for a repeated or impossible key */
export function mapOf(pairs: readonly (readonly [Value, Value])[]): Value {
  if (pairs.some(([key]) => typeof key !== 'string')) return general(pairs)
  const out: Record<string, Value> = {}
  for (const [key, value] of pairs as [string, Value][]) {
    if (Object.hasOwn(out, key)) throw new CelError(`key '${key}' is repeated`)
    set(out, key, value)
  }
  return out
}

function general(pairs: readonly (readonly [Value, Value])[]): ReadonlyMap<Value, Value> {
  const out = new Map<Value, Value>()
  for (const [key, value] of pairs) {
    if (!['string', 'bigint', 'boolean', 'number'].includes(typeof key)) throw new CelError('unsupported key of a map')
    if (out.has(key)) throw new CelError(`key '${String(key)}' is repeated`)
    out.set(key, value)
  }
  return out
}

const jsonPatch = ['op', 'path', 'from', 'value']

export function compileMessage(node: MessageLiteral, scope: Scope): Code {
  const { type } = node
  if (!scope.environment.messages?.(type)) fail(scope, node, `unknown type '${type}'`)
  for (const field of node.fields) {
    if (type === 'JSONPatch' && !jsonPatch.includes(field.name)) {
      fail(scope, field, `unknown field '${field.name}'${suggestion(field.name, jsonPatch)}`)
    }
    if (field.value.kind === 'message' && type !== 'JSONPatch' && field.value.type !== `${type}.${field.name}`) {
      fail(scope, field.value, `field '${field.name}' holds a '${type}.${field.name}', not a '${field.value.type}'`)
    }
  }
  const fields = node.fields.map(field => ({ name: field.name, ...part(field, scope) }))
  return {
    type,
    cost: 40 + sum(fields.map(({ code }) => code)),
    run(frame) {
      const out: Record<string, Value> = {}
      for (const { name, ...field } of fields) for (const value of present(field, frame)) set(out, name, value)
      return new Message(type, out)
    },
  }
}
