import { authorization, Response } from './authorization-library.ts'
import { Expressions } from './expressions.ts'
import { FunctionTable } from '../cel/function-table.ts'
import { globalsFor } from './globals.ts'
import { Host, kyverno } from './kyverno-library.ts'
import { kyvernoRule } from './kyverno-rule.ts'
import { policyEnvironment } from './environment.ts'
import { standard } from '../cel/functions/standard.ts'
import type { Fields, Value } from '../cel/value.ts'
import type { CommonSpec, Compiled, Outcome, PolicySource } from './kyverno-rule.ts'
import type { Evaluation, Located } from './expressions.ts'

const functions = new FunctionTable(standard, kyverno, authorization)

/**
 * A ValidatingPolicy in Envoy or HTTP mode: the first validation that gives a response decides about the request, which
 * is the judged object. @see https://kyverno.github.io/kyverno-envoy-plugin/
 */
export function compileAuthorizationPolicy(source: PolicySource): Compiled {
  const spec = source.manifest.spec as CommonSpec & {
    readonly validations?: readonly { readonly expression: string }[]
  }
  const expressions = new Expressions(policyEnvironment({ functions, variables: [['http', 'authz.http']] }))
  const conditions = expressions.conditions(spec.matchConditions ?? [], 'spec.matchConditions')
  const variables = expressions.variables(spec.variables ?? [])
  const validations = (spec.validations ?? [])
    .map(({ expression }, i) => expressions.compile(expression, `spec.validations[${i}].expression`, answers))
    .filter(located => located !== undefined)
  const rule = kyvernoRule({
    matches: () => true,
    expressions,
    exceptions: [],
    conditions,
    variables,
    ignoring: spec.failurePolicy === 'Ignore',
    globals: (request, context) => ({
      ...globalsFor(request, context),
      object: complete(request.celObject),
      http: new Host('authz.http', context),
    }),
    act: evaluation => decide(validations, evaluation),
  })
  return { rules: [rule], problems: expressions.problems }
}

const texts = ['method', 'path', 'host', 'scheme', 'query', 'fragment', 'protocol', 'body']
const empty = Object.fromEntries(texts.map(name => [name, '']))

/** Requests are messages: fields that are not given have empty values. */
function complete(request: Value): Value {
  const { attributes = {} } = (request ?? {}) as { attributes?: Fields }
  const { http } = (attributes.request ?? {}) as { http?: Fields }
  if (http === undefined) return { attributes: { ...empty, query: {}, header: {}, contentLength: 0n, ...attributes } }
  return {
    attributes: {
      ...attributes,
      request: { ...(attributes.request as Fields), http: { ...empty, headers: {}, size: 0n, ...http } },
    },
  }
}

const answers = ['authz.response', 'null_type']
const unanswered: Outcome = { status: 'skip', message: 'request does not match' }

function decide(validations: readonly Located[], evaluation: Evaluation): Outcome {
  for (const located of validations) {
    const response = evaluation.run(located)
    if (!(response instanceof Response)) continue
    if (response.allowed) return { status: 'pass', message: 'request allowed' }
    return { status: 'fail', message: `request denied: ${response.reason}`, expression: located.path }
  }
  return unanswered
}
