import { compile } from './compile.ts'
import { equal } from './value.ts'
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
  const node = parse(source)
  return valueOf(node, variables) ?? (isClosed(node, new Set()) ? run(source, environment) : undefined)
}

function run(source: string, environment: Environment): boolean | undefined {
  try {
    const value = compile(source, environment).evaluate({})
    return typeof value === 'boolean' ? value : undefined
  } catch {
    return undefined
  }
}

function valueOf(node: Expression, variables: ReadonlyMap<string, string>): boolean | undefined {
  const value = (child: Expression) => valueOf(child, variables)
  switch (node.kind) {
    case 'constant':
      return typeof node.value === 'boolean' ? node.value : undefined
    case 'unary':
      return node.operator === '!' ? not(value(node.operand)) : undefined
    case 'binary':
      return binaryValue(node, value)
    case 'conditional': {
      const condition = value(node.condition)
      const [then, otherwise] = [value(node.then), value(node.otherwise)]
      return condition === undefined ? (then === otherwise ? then : undefined) : condition ? then : otherwise
    }
    case 'call':
      return macroValue(node, value)
    case 'select': {
      const variable =
        node.operand.kind === 'identifier' && node.operand.name === 'variables' ? variables.get(node.field) : undefined
      return variable === undefined ? undefined : valueOf(parse(variable), variables)
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
  return operator === '==' ? sameValue(left, right) : not(sameValue(left, right))
}

function sameValue(left: Expression, right: Expression): boolean | undefined {
  if (left.kind === 'constant' && right.kind === 'constant') return equal(left.value, right.value)
  return shape(left) === shape(right) ? true : undefined
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
