import { CelError } from './cel-error.ts'
import { compileParsed } from './compile.ts'
import { parse } from './parse.ts'
import type { Binary, Call, Expression } from './syntax.ts'
import type { Environment } from './code.ts'

const macros = new Set(['all', 'exists', 'exists_one', 'existsOne', 'map', 'filter'])

/**
 * The bool that an expression gives whatever it is asked about, failing evaluations apart; undefined where it depends on
 * something. Finds what follows from literals, `&&`, `||`, `!`, `?:`, `x == x` and macros; it does not prove theorems.
 * `variables`: sources of the policy's variables.
 */
export function constantValue(
  source: string,
  environment: Environment,
  variables: ReadonlyMap<string, string> = new Map(),
): boolean | undefined {
  return valueOf(parse(source), { source, environment, variables })
}

interface Question {
  readonly source: string
  readonly environment: Environment
  readonly variables: ReadonlyMap<string, string>
}

function valueOf(node: Expression, question: Question): boolean | undefined {
  return isClosed(node, new Set()) ? run(node, question) : partsValue(node, question)
}

function run(node: Expression, { source, environment }: Question): boolean | undefined {
  try {
    const value = compileParsed(node, source, environment).evaluate({})
    return typeof value === 'boolean' ? value : undefined
  } catch (error) {
    if (error instanceof CelError) return undefined
    throw error
  }
}

function partsValue(node: Expression, question: Question): boolean | undefined {
  const value = (child: Expression) => valueOf(child, question)
  switch (node.kind) {
    case 'unary':
      return node.operator === '!' ? not(value(node.operand)) : undefined
    case 'binary':
      return binaryValue(node, value)
    case 'conditional': {
      const [condition, then, otherwise] = [node.condition, node.then, node.otherwise].map(value)
      return condition === undefined ? (then === otherwise ? then : undefined) : condition ? then : otherwise
    }
    case 'call':
      return macroValue(node, value)
    case 'select': {
      const isVariable = node.operand.kind === 'identifier' && node.operand.name === 'variables'
      const source = isVariable ? question.variables.get(node.field) : undefined
      return source === undefined ? undefined : valueOf(parse(source), { ...question, source })
    }
    default:
      return undefined
  }
}

type ValueOf = (node: Expression) => boolean | undefined

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}

function binaryValue({ operator, left, right }: Binary, value: ValueOf): boolean | undefined {
  const [a, b] = [value(left), value(right)]
  if (operator === '&&') return a === false || b === false ? false : a === true && b === true ? true : undefined
  if (operator === '||') return a === true || b === true ? true : a === false && b === false ? false : undefined
  if (operator !== '==' && operator !== '!=') return undefined
  if (shape(left) === shape(right)) return operator === '=='
  return a === undefined || b === undefined ? undefined : (a === b) === (operator === '==')
}

/** The expression whatever its place; numbers of 64 bits are no JSON. */
function shape(node: Expression): string {
  return JSON.stringify(node, (key, value: unknown) =>
    key === 'offset' ? undefined : typeof value === 'bigint' ? `${value}n` : value,
  )
}

/** `list.all(x, true)` holds for every list, `list.exists(x, false)` for none. */
function macroValue({ name, target, args }: Call, value: ValueOf): boolean | undefined {
  const body = target !== undefined && args.length === 2 ? value(args[1]!) : undefined
  if (name === 'all' && body === true) return true
  return name === 'exists' && body === false ? false : undefined
}

/** Whether an expression names nothing but the variables of its own macros. */
function isClosed(node: Expression, bound: ReadonlySet<string>): boolean {
  if (node.kind === 'identifier') return bound.has(node.name)
  const own = node.kind === 'call' && node.target !== undefined && macros.has(node.name) ? node.args.slice(0, -1) : []
  const names = own.filter(arg => arg.kind === 'identifier').map(({ name }) => name)
  const inner = names.length === 0 ? bound : new Set([...bound, ...names])
  return childrenOf(node).every(child => isClosed(child, inner))
}

function childrenOf(node: Expression): readonly Expression[] {
  const found: Expression[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (typeof value === 'object' && value !== null) {
      if ('offset' in value && 'kind' in value) found.push(value as Expression)
      else Object.values(value).forEach(visit)
    }
  }
  Object.values(node).forEach(visit)
  return found
}
