import { ApiObject } from 'cdk8s'
import { Construct } from 'constructs'
import type { Environment } from '../fleet/environment.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { loadPolicies } from '../policy/load-policies.ts'
import { exampleProblems } from './example-problems.ts'
import type { PolicyDefinition } from './policy-definition.ts'
import { rolloutProblems } from './rollout.ts'

export interface PolicyPlacement {
  readonly policy: PolicyDefinition
  /** Where it lands: decides the action in force. */
  readonly environment: Environment
}

/**
 * The objects of a policy of any kind for one environment. Refused where its CEL does not compile (with the column), where
 * it does not say of its examples what it promises, where nobody is told why, and where it denies without an audit.
 */
export class Policy extends Construct {
  constructor(scope: Construct, id: string, { policy, environment }: PolicyPlacement) {
    super(scope, id)
    const manifests = policy.manifests(environment)
    for (const [i, manifest] of manifests.entries()) new ApiObject(this, `Resource${i}`, { ...manifest })
    this.node.addValidation({
      validate: () => problemsOf(policy, manifests).map(problem => `policy "${policy.name}" ${problem}`),
    })
  }
}

/** What is wrong with a policy, as sentences without their subject. */
export function problemsOf(policy: PolicyDefinition, manifests: readonly Manifest[]): string[] {
  const broken = loadPolicies(manifests).findings.map(({ message }) => message)
  return [
    ...(policy.rollout ? rolloutProblems(policy.rollout) : []),
    ...policy.messages.filter(message => message.trim() === '').map(() => 'has an empty message; say what to do'),
    ...(broken.length > 0 ? broken : promised(policy, manifests)),
  ]
}

const known = new WeakMap<PolicyDefinition, readonly string[]>()

/** Examples do not depend on the environment, so they are judged once and not for every cluster. */
function promised(policy: PolicyDefinition, manifests: readonly Manifest[]): readonly string[] {
  const problems = known.get(policy) ?? exampleProblems(manifests, policy.expectations)
  known.set(policy, problems)
  return problems
}
