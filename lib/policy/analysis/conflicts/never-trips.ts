import { CelError } from '../../../cel/cel-error.ts'
import { constantValue } from '../../../cel/constant-value.ts'
import { policyEnvironment } from '../../environment.ts'
import { policyFinding, type GuardedCluster } from './guarded-cluster.ts'
import type { Finding } from '../../../finding/finding.ts'
import type { KnownPolicy } from '../policy-loader.ts'

export const neverTrips = {
  id: 'policy-never-trips',
  severity: 'error',
  description: 'every policy concerns some object or example, and some object could break it',
} as const

interface Spec {
  readonly variables?: readonly { readonly name: string; readonly expression: string }[]
  readonly matchConditions?: readonly { readonly name?: string; readonly expression: string }[]
  readonly validations?: readonly { readonly expression: string }[]
}

/** Policies that cannot do anything, whatever is rendered: nothing meets them, or their expressions are decided beforehand. */
export function idlePolicies(clusters: readonly GuardedCluster[]): Finding[] {
  const met = new Set(clusters.flatMap(({ judgements }) => judgements.map(({ policy }) => identity(policy))))
  return clusters.flatMap(guarded =>
    guarded.policies.flatMap(policy => [
      ...(met.has(identity(policy)) || hasExamples(policy) ? [] : [nothingMet(guarded, policy)]),
      ...decided(guarded, policy),
    ]),
  )
}

function identity({ policy }: KnownPolicy): string {
  return `${policy.kind} ${policy.namespace ?? ''}/${policy.name}`
}

/** Rendering has judged the examples of a policy and found that some trip it; it notes how many there are. */
function hasExamples({ policy }: KnownPolicy): boolean {
  return Number(policy.manifest.metadata.annotations?.['waybill.dev/examples'] ?? 0) > 0
}

function nothingMet(guarded: GuardedCluster, policy: KnownPolicy): Finding {
  return policyFinding(guarded, policy, {
    rule: neverTrips.id,
    severity: 'warning',
    message: 'concerns no object of any cluster, and has no examples that would show what it is for',
    fix: 'check the names in matchConstraints, give it examples, or remove it',
  })
}

function decided(guarded: GuardedCluster, policy: KnownPolicy): Finding[] {
  const { variables = [], matchConditions = [], validations = [] } = policy.policy.manifest.spec as Spec
  const sources = new Map(variables.map(({ name, expression }) => [name, expression]))
  const never = matchConditions.findIndex(({ expression }) => constant(expression, sources) === false)
  const constants = validations.map(({ expression }) => constant(expression, sources))
  const finding = (severity: Finding['severity'], message: string) =>
    policyFinding(guarded, policy, {
      rule: neverTrips.id,
      severity,
      message,
      fix: 'correct the expression, or remove what it stands in',
    })
  const all = constants.length > 0 && constants.every(value => value === true)
  return [
    ...(never < 0 ? [] : [finding('error', `spec.matchConditions[${never}] never holds, so the policy never applies`)]),
    ...(all ? [finding('error', 'refuses nothing: each of its validations always holds')] : []),
    ...constants.flatMap((value, i) =>
      value === true && !all ? [finding('warning', `spec.validations[${i}] always holds, so it checks nothing`)] : [],
    ),
  ]
}

function constant(source: string, variables: ReadonlyMap<string, string>): boolean | undefined {
  try {
    return constantValue(source, policyEnvironment(), variables)
  } catch (error) {
    if (error instanceof CelError) return undefined
    throw error
  }
}
