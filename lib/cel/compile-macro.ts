import { CelError } from './cel-error.ts'
import { fail } from './compile-access.ts'
import { loops } from './loops.ts'
import { none, Optional } from './value.ts'
import { typeName } from './parse.ts'
import type { Call, Expression } from './syntax.ts'
import type { Code, Scope } from './code.ts'

/** Calls whose arguments are not values: loops, `cel.bind`, `optMap`. Undefined where the call is none of them. */
export function compileMacro(node: Call, scope: Scope): Code | undefined {
  const { name, target, args } = node
  if (target === undefined) return undefined
  if (name === 'bind' && args.length === 3 && typeName(target) === 'cel') return bind(node, scope)
  if ((name === 'optMap' || name === 'optFlatMap') && args.length === 2) return optionalMap(node, scope)
  const loop = loops.find(
    candidate => candidate.name === name && candidate.variables + candidate.bodies === args.length,
  )
  if (loop === undefined) return undefined
  const names = args.slice(0, loop.variables).map(arg => variable(arg, scope))
  const range = scope.compile(target, scope)
  if (!['list', 'map', 'dyn', 'optional'].includes(range.type) && !range.type.includes(':')) {
    fail(scope, node, `'${name}' needs a list or a map, not a ${range.type}`)
  }
  const { slots, inner } = declare(names, scope)
  const bodies = args.slice(loop.variables).map(arg => scope.compile(arg, inner))
  return loop.build(range, slots, bodies)
}

function variable(node: Expression, scope: Scope): string {
  return node.kind === 'identifier' ? node.name : fail(scope, node, 'expected the name of a loop variable')
}

function declare(names: readonly string[], scope: Scope, type = 'dyn'): { slots: readonly number[]; inner: Scope } {
  const locals = new Map(scope.locals)
  const slots = names.map(name => {
    const slot = scope.slot()
    locals.set(name, { slot, type })
    return slot
  })
  return { slots, inner: { ...scope, locals } }
}

function bind({ args }: Call, scope: Scope): Code {
  const value = scope.compile(args[1]!, scope)
  const { slots, inner } = declare([variable(args[0]!, scope)], scope, value.type)
  const body = scope.compile(args[2]!, inner)
  return {
    type: body.type,
    cost: value.cost + body.cost,
    run(frame) {
      frame.locals[slots[0]!] = value.run(frame)
      return body.run(frame)
    },
  }
}

function optionalMap({ name, target, args }: Call, scope: Scope): Code {
  const operand = scope.compile(target!, scope)
  const { slots, inner } = declare([variable(args[0]!, scope)], scope)
  const body = scope.compile(args[1]!, inner)
  return {
    type: 'optional',
    cost: operand.cost + body.cost,
    run(frame) {
      const value = operand.run(frame)
      if (!(value instanceof Optional)) throw new CelError(`'${name}' needs an optional value`)
      if (!value.present) return none
      frame.locals[slots[0]!] = value.value
      const mapped = body.run(frame)
      return name === 'optMap' ? new Optional(true, mapped) : mapped
    },
  }
}
