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
  const result = overloads.every(overload => overload.result === only!.result) ? only!.result : 'dyn'
  const cost = args.reduce((total, arg) => total + arg.cost, 1)
  const runs = args.map(arg => arg.run)
  const certain = overloads.length === 1 && args.every(({ type }, i) => exact(parameterAt(only!, i), type))
  return {
    type: result,
    cost,
    run(frame) {
      const values = runs.map(run => run(frame))
      charge(frame, values)
      const chosen = certain ? only : overloads.find(overload => accepts(overload, values))
      if (chosen === undefined) throw new CelError(`no such overload: ${name}(${values.map(typeOf).join(', ')})`)
      return chosen.framed ? chosen.handler(frame, ...values) : chosen.handler(...values)
    },
  }
}

function exact(wanted: string, type: string): boolean {
  return wanted === 'dyn' || (wanted === type && type !== 'dyn')
}

function accepts(overload: Overload, values: readonly Value[]): boolean {
  return values.every((value, i) => {
    const wanted = parameterAt(overload, i)
    return wanted === 'dyn' || wanted === typeOf(value)
  })
}

function charge(frame: Frame, values: readonly Value[]): void {
  for (const value of values) {
    if ((typeof value === 'string' || Array.isArray(value)) && value.length > 10) frame.budget.charge(value.length / 10)
  }
}
