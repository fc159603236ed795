/** What the parser makes of an expression; `offset` is where the node starts in the source. */
export type Expression =
  | Constant
  | Identifier
  | Select
  | Index
  | Call
  | ListLiteral
  | MapLiteral
  | MessageLiteral
  | Unary
  | Binary
  | Conditional

export interface Constant {
  readonly kind: 'constant'
  readonly value: unknown
  readonly offset: number
}

export interface Identifier {
  readonly kind: 'identifier'
  readonly name: string
  readonly offset: number
}

/** `operand.field`, or `operand.?field` where optional. */
export interface Select {
  readonly kind: 'select'
  readonly operand: Expression
  readonly field: string
  readonly optional: boolean
  readonly offset: number
}

/** `operand[index]`, or `operand[?index]` where optional. */
export interface Index {
  readonly kind: 'index'
  readonly operand: Expression
  readonly index: Expression
  readonly optional: boolean
  readonly offset: number
}

export interface Call {
  readonly kind: 'call'
  readonly name: string
  readonly target: Expression | undefined
  readonly args: readonly Expression[]
  readonly offset: number
}

export interface Element {
  readonly value: Expression
  readonly optional: boolean
}

export interface ListLiteral {
  readonly kind: 'list'
  readonly elements: readonly Element[]
  readonly offset: number
}

export interface Entry extends Element {
  readonly key: Expression
}

export interface MapLiteral {
  readonly kind: 'map'
  readonly entries: readonly Entry[]
  readonly offset: number
}

export interface Field extends Element {
  readonly name: string
  readonly offset: number
}

/** `Object.spec{replicas: 3}`. */
export interface MessageLiteral {
  readonly kind: 'message'
  readonly type: string
  readonly fields: readonly Field[]
  readonly offset: number
}

export interface Unary {
  readonly kind: 'unary'
  readonly operator: '!' | '-'
  readonly operand: Expression
  readonly offset: number
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%'

export interface Binary {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
  readonly offset: number
}

export interface Conditional {
  readonly kind: 'conditional'
  readonly condition: Expression
  readonly then: Expression
  readonly otherwise: Expression
  readonly offset: number
}
