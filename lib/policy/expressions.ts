import { Budget } from '../cel/budget.ts'
import { CelError } from '../cel/cel-error.ts'
import { compile } from '../cel/compile.ts'
import { LazyFields } from '../cel/value.ts'
import type { PolicyEnvironment } from './environment.ts'
import type { Program } from '../cel/compile.ts'
import type { Step } from './policy.ts'
import type { Value } from '../cel/value.ts'

/** A program that knows where it stands in its policy. */
export interface Located {
  readonly path: string
  readonly program: Program
}

export interface Problem {
  /** Where in the policy. */
  readonly path: string
  readonly message: string
}

/** Compiles the expressions of one policy and collects what is wrong with them. */
export class Expressions {
  readonly problems: Problem[] = []
  readonly all: Located[] = []
  readonly #environment: PolicyEnvironment

  constructor(environment: PolicyEnvironment) {
    this.#environment = environment
  }

  /** Undefined where the expression is wrong; the problem is noted. `types` are the results that will do. */
  compile(source: unknown, path: string, types: readonly string[]): Located | undefined {
    if (typeof source !== 'string' || source.trim() === '') return this.#problem(path, 'expression is missing')
    try {
      const program = compile(source, this.#environment)
      if (program.type !== 'dyn' && !types.includes('dyn') && !types.includes(program.type)) {
        return this.#problem(path, `expression gives a ${program.type}, not a ${types.join(' or ')}`)
      }
      const located = { path, program }
      this.all.push(located)
      return located
    } catch (error) {
      if (error instanceof CelError) return this.#problem(path, error.message)
      throw error
    }
  }

  #problem(path: string, message: string): undefined {
    this.problems.push({ path, message })
  }

  /** Each variable sees those before it. */
  variables(list: readonly { readonly name: string; readonly expression: string }[]): ReadonlyMap<string, Located> {
    const out = new Map<string, Located>()
    for (const [i, { name, expression }] of list.entries()) {
      const located = this.compile(expression, `spec.variables[${i}].expression`, ['dyn'])
      this.#environment.own.set(name, located?.program.type ?? 'dyn')
      if (located !== undefined) out.set(name, located)
    }
    return out
  }

  conditions(list: readonly { readonly expression: string }[], path: string): readonly Located[] {
    const compiled = list.map(({ expression }, i) => this.compile(expression, `${path}[${i}].expression`, ['bool']))
    return compiled.filter(located => located !== undefined)
  }
}

export type Globals = Record<string, Value>

/** One policy at work on one request: its variables, computed when first read, and its budget. */
export class Evaluation {
  readonly globals: Globals
  readonly #budget = new Budget()

  constructor(globals: Globals, variables: ReadonlyMap<string, Located> = new Map()) {
    this.globals = globals
    if (variables.size > 0) globals.variables = this.#lazy(variables)
  }

  #lazy(variables: ReadonlyMap<string, Located>): LazyFields {
    return new LazyFields(name => {
      const variable = variables.get(name)
      return variable === undefined ? undefined : variable.program.evaluate(this.globals, this.#budget)
    })
  }

  run({ program }: Located): Value {
    return program.evaluate(this.globals, this.#budget)
  }

  /** @throws CelError where the result is no bool */
  holds(located: Located): boolean {
    const value = this.run(located)
    if (typeof value !== 'boolean') throw new CelError('expression does not give a bool')
    return value
  }

  /** Whether all conditions hold. A false one outweighs failing ones. @throws CelError the first failure otherwise */
  all(conditions: readonly Located[]): boolean {
    let failure: CelError | undefined
    for (const condition of conditions) {
      try {
        if (!this.holds(condition)) return false
      } catch (error) {
        failure ??= celError(error)
      }
    }
    if (failure !== undefined) throw failure
    return true
  }

  explain(located: readonly Located[]): Step[] {
    return located.map(each => {
      const step = { expression: each.path, source: each.program.source }
      try {
        return { ...step, value: this.run(each) }
      } catch (error) {
        return { ...step, error: celError(error).message }
      }
    })
  }
}

/** Rethrows what is not an expression's failure. */
export function celError(error: unknown): CelError {
  if (error instanceof CelError) return error
  throw error
}
