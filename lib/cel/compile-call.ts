import { CelError } from './cel-error.ts'
import { compileHas, fail, suggestion } from './compile-access.ts'
import { compileMacro } from './compile-macro.ts'
import { parameterAt, takes } from './function-table.ts'
import { typeName } from './parse.ts'
import { typeOf } from './value.ts'
import type { Call } from './syntax.ts'
import type { Code, Frame, Scope } from './code.ts'
import type { Overload } from './function-table.ts'
import type { Value } from './value.ts'

export function compileCall(node: Call, scope: Scope): Code {
  if (node.name === 'has' && node.target === undefined && node.args.length === 1)
    return compileHas(node.args[0]!, scope)
  const macro = compileMacro(node, scope)
  if (macro !== undefined) return macro
  const key = functionKey(node, scope)
  const named = scope.environment.functions.find(key)
  if (named.length === 0) {
    const known = scope.environment.functions.names()
    return fail(
      scope,
      node,
      `unknown function '${node.name}'${suggestion(key.replace(/^\./, '').replace('/', '.'), known)}`,
    )
  }
  const args = [...(key.startsWith('.') ? [node.target!] : []), ...node.args].map(arg => scope.compile(arg, scope))
  const overloads = named.filter(overload => takes(overload, args.length) && fits(overload, args))
  if (overloads.length === 0) {
    fail(scope, node, `no such overload: ${node.name}(${args.map(({ type }) => type).join(', ')})`)
  }
  return invoke(node.name, overloads, args)
}

/** `.name` for a method; `namespace/name` where the target only names a namespace. */
function functionKey({ name, target }: Call, { locals, environment }: Scope): string {
  if (target === undefined) return name
  const path = typeName(target)
  const root = path?.split('.')[0] ?? ''
  if (path !== undefined && !locals.has(root) && environment.functions.find(`${path}/${name}`).length > 0) {
    return `${path}/${name}`
  }
  return `.${name}`
}

function fits(overload: Overload, args: readonly Code[]): boolean {
  return args.every(({ type }, i) => {
    const wanted = parameterAt(overload, i)
    return wanted === 'dyn' || type === 'dyn' || wanted === type || (wanted === 'map' && type.startsWith('struct:'))
  })
}

function invoke(name: string, overloads: readonly Overload[], args: readonly Code[]): Code {
  const [only] = overloads
  const type = overloads.every(overload => overload.result === only!.result) ? only!.result : 'dyn'
  const cost = args.reduce((total, arg) => total + arg.cost, 1)
  const runs = args.map(arg => arg.run)
  const certain = overloads.length === 1 && args.every((arg, i) => exact(parameterAt(only!, i), arg.type))
  const choose = certain
    ? () => only
    : (values: readonly Value[]) => overloads.find(overload => accepts(overload, values))
  return {
    type,
    cost,
    run(frame) {
      const values = new Array<Value>(runs.length)
      for (let i = 0; i < runs.length; i++) values[i] = charged(frame, runs[i]!(frame))
      const chosen = choose(values)
      if (chosen === undefined) throw new CelError(`no such overload: ${name}(${values.map(typeOf).join(', ')})`)
      return chosen.framed ? chosen.handler(frame, ...values) : chosen.handler(...values)
    },
  }
}

function exact(wanted: string, type: string): boolean {
  return wanted === 'dyn' || (wanted === type && type !== 'dyn')
}

function accepts(overload: Overload, values: readonly Value[]): boolean {
  for (let i = 0; i < values.length; i++) {
    const wanted = parameterAt(overload, i)
    if (wanted !== 'dyn' && wanted !== typeOf(values[i])) return false
  }
  return true
}

/** The value, once the budget has paid for reading it. */
function charged(frame: Frame, value: Value): Value {
  if ((typeof value === 'string' || Array.isArray(value)) && value.length > 10) frame.budget.charge(value.length / 10)
  return value
}
