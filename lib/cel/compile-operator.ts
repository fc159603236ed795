import { arithmetic, compare, contains, negate } from './operators.ts'
import { absorb, CelError } from './cel-error.ts'
import { fail } from './compile-access.ts'
import { equal } from './value.ts'
import type { Binary, Conditional, Unary } from './syntax.ts'
import type { Code, Scope } from './code.ts'
import type { Value } from './value.ts'

const numeric = ['int', 'uint', 'double']
const loose = new Set(['dyn', 'null_type', 'optional'])

export function compileUnary(node: Unary, scope: Scope): Code {
  const { type, run, cost } = scope.compile(node.operand, scope)
  const allowed = node.operator === '!' ? ['bool'] : [...numeric, 'duration']
  if (type !== 'dyn' && !allowed.includes(type)) fail(scope, node, `no such overload: ${node.operator}${type}`)
  if (node.operator === '!') return { type: 'bool', run: frame => !truth(run(frame)), cost: cost + 1 }
  return { type, run: frame => negate(run(frame)), cost: cost + 1 }
}

export function truth(value: Value): boolean {
  if (typeof value !== 'boolean') throw new CelError('no such overload: a condition must be a bool')
  return value
}

export function compileConditional(node: Conditional, scope: Scope): Code {
  const condition = scope.compile(node.condition, scope)
  const then = scope.compile(node.then, scope)
  const otherwise = scope.compile(node.otherwise, scope)
  if (!['dyn', 'bool'].includes(condition.type))
    fail(scope, node.condition, `condition is a ${condition.type}, not a bool`)
  return {
    type: then.type === otherwise.type ? then.type : 'dyn',
    run: frame => (truth(condition.run(frame)) ? then.run(frame) : otherwise.run(frame)),
    cost: condition.cost + 1 + Math.max(then.cost, otherwise.cost),
  }
}

export function compileBinary(node: Binary, scope: Scope): Code {
  const left = scope.compile(node.left, scope)
  const right = scope.compile(node.right, scope)
  const { operator } = node
  const type = resultType(operator, left.type, right.type)
  if (type === undefined) fail(scope, node, `no such overload: ${left.type} ${operator} ${right.type}`)
  return { type: type!, run: runner(node, left, right), cost: left.cost + right.cost + 1 }
}

/** The type of the result, undefined where no operands of these types make sense. */
function resultType(operator: string, left: string, right: string): string | undefined {
  if (operator === '&&' || operator === '||') {
    return [left, right].every(type => type === 'dyn' || type === 'bool') ? 'bool' : undefined
  }
  if (operator === 'in')
    return ['list', 'map', 'dyn', 'optional'].includes(right) || right.includes(':') ? 'bool' : undefined
  if (operator === '==' || operator === '!=') return comparable(left, right) ? 'bool' : undefined
  if (['<', '<=', '>', '>='].includes(operator)) {
    return comparable(left, right) && ![left, right].some(type => type === 'list' || type === 'map')
      ? 'bool'
      : undefined
  }
  return arithmeticType(operator, left, right)
}

function comparable(left: string, right: string): boolean {
  if (left === right || loose.has(left) || loose.has(right)) return true
  if (numeric.includes(left) && numeric.includes(right)) return true
  const messages = [left, right].some(type => /^(Object|struct:)/.test(type))
  return messages
}

const times = ['timestamp', 'duration']

function arithmeticType(operator: string, left: string, right: string): string | undefined {
  if (left === 'dyn' || right === 'dyn') return left === 'list' || right === 'list' ? 'list' : 'dyn'
  if (times.includes(left) && times.includes(right)) {
    if (operator === '+')
      return left === right && left === 'timestamp' ? undefined : left === right ? left : 'timestamp'
    if (operator === '-') return left === right ? 'duration' : left === 'timestamp' ? 'timestamp' : undefined
    return undefined
  }
  if (left !== right) return undefined
  if (operator === '+' && ['string', 'bytes', 'list'].includes(left)) return left
  if (operator === '%' && left === 'double') return undefined
  return numeric.includes(left) ? left : undefined
}

function runner({ operator }: Binary, left: Code, right: Code): Code['run'] {
  switch (operator) {
    case '&&':
      return shortcut(false, left, right)
    case '||':
      return shortcut(true, left, right)
    case '==':
      return frame => equal(left.run(frame), right.run(frame))
    case '!=':
      return frame => !equal(left.run(frame), right.run(frame))
    case 'in':
      return frame => contains(left.run(frame), right.run(frame), frame.budget)
    case '<':
      return frame => compare(left.run(frame), right.run(frame)) < 0
    case '<=':
      return frame => compare(left.run(frame), right.run(frame)) <= 0
    case '>':
      return frame => compare(left.run(frame), right.run(frame)) > 0
    case '>=':
      return frame => compare(left.run(frame), right.run(frame)) >= 0
    default:
      return frame => arithmetic(operator, [left.run(frame), right.run(frame)], frame.budget)
  }
}

/** `&&` and `||`: either side alone decides, even when the other one fails. */
function shortcut(decisive: boolean, left: Code, right: Code): Code['run'] {
  return frame => {
    let failure: unknown
    try {
      if (truth(left.run(frame)) === decisive) return decisive
    } catch (error) {
      failure = absorb(error)
    }
    if (truth(right.run(frame)) === decisive) return decisive
    if (failure !== undefined) throw failure
    return !decisive
  }
}
