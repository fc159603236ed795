import { CelError } from '../../cel/cel-error.ts'
import { compile, type Program } from '../../cel/compile.ts'
import { FunctionTable } from '../../cel/function-table.ts'
import { standard } from '../../cel/functions/standard.ts'
import { none } from '../../cel/value.ts'
import { celValue } from './cel-value.ts'
import type { CelRules } from './cel-walk.ts'
import type { CelRule } from './structural-schema.ts'

const environment = {
  functions: new FunctionTable(standard),
  variables: new Map([
    ['self', 'dyn'],
    ['oldSelf', 'dyn'],
  ]),
}

/** Judges the rules of CRDs as the API server would for a new object. A rule that we cannot read is passed over. */
export const celRules: CelRules = (rule, schema) => {
  const program = readable(rule.rule)
  if (program === undefined) return undefined
  const message = rule.messageExpression === undefined ? undefined : readable(rule.messageExpression)
  return value => {
    const globals = { self: celValue(value, schema), oldSelf: none }
    try {
      if (program.evaluate(globals) === true) return undefined
      return dynamicMessage(message, globals) ?? staticMessage(rule)
    } catch (error) {
      if (!(error instanceof CelError)) throw error
      return `${staticMessage(rule)} (${error.reason})`
    }
  }
}

function readable(source: string): Program | undefined {
  try {
    return compile(source, environment)
  } catch (error) {
    if (error instanceof CelError) return undefined
    throw error
  }
}

function dynamicMessage(
  program: Program | undefined,
  globals: { self: unknown; oldSelf: unknown },
): string | undefined {
  const text = program?.evaluate(globals)
  return typeof text === 'string' && text.trim() !== '' ? text : undefined
}

function staticMessage({ rule, message }: CelRule): string {
  return message?.trim() ?? `failed rule: ${rule}`
}
