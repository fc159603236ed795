import { Budget } from './budget.ts'
import { compileCall } from './compile-call.ts'
import { compileIdentifier, compileIndex, compileSelect } from './compile-access.ts'
import { compileBinary, compileConditional, compileUnary } from './compile-operator.ts'
import { compileList, compileMap, compileMessage } from './compile-literal.ts'
import { CelError } from './cel-error.ts'
import { parse } from './parse.ts'
import { typeOf } from './value.ts'
import type { Code, Environment, Scope } from './code.ts'
import type { Expression } from './syntax.ts'
import type { Value } from './value.ts'

/** An expression ready to run any number of times. */
export interface Program {
  readonly source: string
  /** Type of the result; `dyn` where only evaluation can tell. */
  readonly type: string
  /** @throws CelError where evaluation fails or costs too much */
  evaluate(globals: Readonly<Record<string, Value>>, budget?: Budget): Value
}

/**
 * Parses and checks an expression and turns it into closures.
 * @throws CelError with the column for wrong syntax, unknown names and types that cannot fit
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md
 */
export function compile(source: string, environment: Environment): Program {
  return compileParsed(parse(source), source, environment)
}

/** As `compile`, for an expression or a part of one that is parsed already. @throws CelError */
export function compileParsed(node: Expression, source: string, environment: Environment): Program {
  let slots = 0
  const scope: Scope = { source, environment, locals: new Map(), compile: compileNode, slot: () => slots++ }
  const { type, run, cost } = guarded(() => compileNode(node, scope))
  return {
    source,
    type,
    evaluate(globals, budget = new Budget()) {
      budget.begin()
      budget.charge(cost)
      return guarded(() => run({ globals, locals: new Array<Value>(slots), budget }))
    },
  }
}

/** Very deep data or code ends the JavaScript stack: report that as any other failure. */
function guarded<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof RangeError) throw new CelError(`expression or data is too large: ${error.message}`)
    throw error
  }
}

function compileNode(node: Expression, scope: Scope): Code {
  switch (node.kind) {
    case 'constant':
      return { type: typeOf(node.value), run: () => node.value, cost: 0 }
    case 'identifier':
      return compileIdentifier(node, scope)
    case 'select':
      return compileSelect(node, scope)
    case 'index':
      return compileIndex(node, scope)
    case 'call':
      return compileCall(node, scope)
    case 'list':
      return compileList(node, scope)
    case 'map':
      return compileMap(node, scope)
    case 'message':
      return compileMessage(node, scope)
    case 'unary':
      return compileUnary(node, scope)
    case 'binary':
      return compileBinary(node, scope)
    case 'conditional':
      return compileConditional(node, scope)
  }
}
