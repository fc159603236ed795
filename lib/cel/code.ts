import type { Budget } from './budget.ts'
import type { Expression } from './syntax.ts'
import type { FunctionTable } from './function-table.ts'
import type { Value } from './value.ts'

/** What a running expression reads: the variables of the environment and those of its own loops. */
export interface Frame {
  readonly globals: Readonly<Record<string, Value>>
  readonly locals: Value[]
  readonly budget: Budget
}

/** A compiled node: its type as far as it is known (`dyn` otherwise), and a closure that computes its value. */
export interface Code {
  readonly type: string
  readonly run: (frame: Frame) => Value
  /** Steps to run it once, loops counted as one turn. */
  readonly cost: number
}

/** What an expression may use. */
export interface Environment {
  readonly functions: FunctionTable
  /** Types of the variables by name. */
  readonly variables: ReadonlyMap<string, string>
  /** Fields by type name, then name: reading any other field of such a value is an error at compile time. */
  readonly structs?: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Names of the message types that may be built. */
  readonly messages?: (type: string) => boolean
}

/** The names in sight at one place of an expression, and how to fail there. */
export interface Scope {
  readonly source: string
  readonly environment: Environment
  /** Slots and types of loop variables, innermost last. */
  readonly locals: ReadonlyMap<string, { readonly slot: number; readonly type: string }>
  readonly compile: (node: Expression, scope: Scope) => Code
  /** Reserves a slot in the frame. */
  readonly slot: () => number
}
