import { CelError } from './cel-error.ts'
import { tokenize } from './tokenize.ts'
import type { Token } from './tokenize.ts'
import type { BinaryOperator, Element, Entry, Expression, Field } from './syntax.ts'

/** Operators from the loosest to the tightest; all associate to the left. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
]

/** Nesting that the API server refuses too. https://pkg.go.dev/github.com/google/cel-go/parser */
const deepest = 250

const reserved = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
)

/** Reads one expression of CEL with optional syntax (`.?`, `[?]`, `{?k: v}`) and messages. @throws CelError */
export function parse(source: string): Expression {
  const parser = new Parser(source)
  const expression = parser.expression()
  parser.expect('end')
  return expression
}

class Parser {
  readonly #source: string
  readonly #tokens: readonly Token[]
  #position = 0
  #depth = 0

  constructor(source: string) {
    this.#source = source
    this.#tokens = tokenize(source)
  }

  get #token(): Token {
    return this.#tokens[this.#position]!
  }

  #fail(message: string, offset = this.#token.offset): never {
    throw new CelError(message, { source: this.#source, offset })
  }

  #is(text: string): boolean {
    return this.#token.kind === 'symbol' && this.#token.text === text
  }

  #accept(text: string): boolean {
    if (!this.#is(text)) return false
    this.#position++
    return true
  }

  expect(text: string): Token {
    const token = this.#token
    if (text === 'end' ? token.kind !== 'end' : !this.#is(text)) this.#fail(`unexpected '${token.text}'`)
    this.#position++
    return token
  }

  #identifier(): Token {
    const token = this.#token
    if (token.kind !== 'identifier' && !this.#is('in')) this.#fail(`expected a name, got '${token.text}'`)
    this.#position++
    return token
  }

  expression(): Expression {
    if (++this.#depth > deepest) this.#fail(`expression is nested deeper than ${deepest}`)
    const condition = this.#binary(0)
    let result = condition
    if (this.#accept('?')) {
      const then = this.expression()
      this.expect(':')
      result = { kind: 'conditional', condition, then, otherwise: this.expression(), offset: condition.offset }
    }
    this.#depth--
    return result
  }

  #binary(level: number): Expression {
    const operators = levels[level]
    if (operators === undefined) return this.#unary()
    let left = this.#binary(level + 1)
    while (this.#token.kind === 'symbol' && operators.includes(this.#token.text)) {
      const { text, offset } = this.#tokens[this.#position++]!
      left = { kind: 'binary', operator: text as BinaryOperator, left, right: this.#binary(level + 1), offset }
    }
    return left
  }

  #unary(): Expression {
    const { text, offset } = this.#token
    if (!this.#is('!') && !this.#is('-')) return this.#postfix()
    this.#position++
    if (++this.#depth > deepest) this.#fail(`expression is nested deeper than ${deepest}`)
    const operand = this.#unary()
    this.#depth--
    if (text === '-' && operand.kind === 'constant' && typeof operand.value !== 'object')
      return negated(operand.value, offset)
    return { kind: 'unary', operator: text as '!' | '-', operand, offset }
  }

  #postfix(): Expression {
    let operand = this.#primary()
    for (;;) {
      if (this.#accept('.')) operand = this.#member(operand)
      else if (this.#accept('[')) operand = this.#index(operand)
      else if (this.#is('{') && isTypeName(operand)) operand = this.#message(operand)
      else return operand
    }
  }

  #member(operand: Expression): Expression {
    const optional = this.#accept('?')
    const { text, offset } = this.#identifier()
    if (optional || !this.#accept('(')) return { kind: 'select', operand, field: text, optional, offset }
    return { kind: 'call', name: text, target: operand, args: this.#list(')', () => this.expression()), offset }
  }

  #index(operand: Expression): Expression {
    const offset = this.#token.offset
    const optional = this.#accept('?')
    const index = this.expression()
    this.expect(']')
    return { kind: 'index', operand, index, optional, offset }
  }

  #message(operand: Expression): Expression {
    this.expect('{')
    const type = typeName(operand)!
    return { kind: 'message', type, fields: this.#list('}', () => this.#field()), offset: operand.offset }
  }

  #field(): Field {
    const optional = this.#accept('?')
    const { text, offset } = this.#identifier()
    this.expect(':')
    return { name: text, value: this.expression(), optional, offset }
  }

  #element(): Element {
    const optional = this.#accept('?')
    return { value: this.expression(), optional }
  }

  #entry(): Entry {
    const optional = this.#accept('?')
    const key = this.expression()
    this.expect(':')
    return { key, value: this.expression(), optional }
  }

  /** Comma-separated items up to `close`, which may follow a trailing comma. */
  #list<T>(close: string, item: () => T): T[] {
    const items: T[] = []
    while (!this.#is(close)) {
      items.push(item())
      if (!this.#accept(',')) break
    }
    this.expect(close)
    return items
  }

  #primary(): Expression {
    const token = this.#tokens[this.#position++]!
    const { text, offset } = token
    if (token.kind === 'constant') {
      if (token.value === 2n ** 63n && !this.#follows('-')) this.#fail(`number ${text} does not fit in 64 bits`, offset)
      return { kind: 'constant', value: token.value, offset }
    }
    if (token.kind === 'identifier') return this.#named(token)
    if (text === '.' && token.kind === 'symbol') return this.#named(this.#identifier())
    if (text === '(') {
      const inner = this.expression()
      this.expect(')')
      return inner
    }
    if (text === '[') return { kind: 'list', elements: this.#list(']', () => this.#element()), offset }
    if (text === '{') return { kind: 'map', entries: this.#list('}', () => this.#entry()), offset }
    return this.#fail(`unexpected '${text}'`, offset)
  }

  #follows(symbol: string): boolean {
    return this.#tokens[this.#position - 2]?.text === symbol
  }

  #named({ text, offset }: Token): Expression {
    if (reserved.has(text)) this.#fail(`'${text}' is a reserved word`, offset)
    if (!this.#accept('(')) return { kind: 'identifier', name: text, offset }
    return { kind: 'call', name: text, target: undefined, args: this.#list(')', () => this.expression()), offset }
  }
}

function negated(value: unknown, offset: number): Expression {
  if (typeof value === 'bigint' || typeof value === 'number') return { kind: 'constant', value: -value, offset }
  return { kind: 'unary', operator: '-', operand: { kind: 'constant', value, offset }, offset }
}

function isTypeName(expression: Expression): boolean {
  return typeName(expression) !== undefined
}

/** `a.b.c` where the expression is nothing but names, else undefined. */
export function typeName(expression: Expression): string | undefined {
  if (expression.kind === 'identifier') return expression.name
  if (expression.kind !== 'select' || expression.optional) return undefined
  const prefix = typeName(expression.operand)
  return prefix === undefined ? undefined : `${prefix}.${expression.field}`
}
