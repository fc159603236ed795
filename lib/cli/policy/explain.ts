import process from 'node:process'
import { defineCommand } from 'citty'
import { FindingsError } from '../../finding/findings-error.ts'
import { explainVerdict, type VerdictExplanation } from '../../policy/analysis/explain-verdict.ts'
import { isPolicy } from '../../policy/analysis/policy-loader.ts'
import { withPolicies } from '../../policy/analysis/shadow.ts'
import { detailed } from '../details.ts'
import type { LoadProject } from '../project.ts'
import { stdoutScreen } from '../report/screen.ts'
import { chosenObject } from './chosen-object.ts'
import { chosenPolicy } from './chosen-policy.ts'
import { explainText } from './explain-text.ts'
import { judgedDist } from './judged-dist.ts'
import { nowArg, timeOf } from './now.ts'
import { plainValue } from './plain-value.ts'

const about = [
  'POLICY is the name of a policy that the cluster of the object has, or a YAML file with one. OBJECT is a file of dist, or ' +
    'cluster/Kind/namespace/name. The object is judged as it would be when it is created: with the fields that the API ' +
    'server fills in, after the mutating policies of its cluster.',
]

const args = {
  policy: {
    type: 'positional' as const,
    required: true as const,
    description: 'Name of a policy in dist, or a YAML file',
  },
  object: {
    type: 'positional' as const,
    required: true as const,
    description: 'File of dist, or cluster/Kind/namespace/name',
  },
  format: {
    type: 'enum' as const,
    options: ['text', 'json'],
    default: 'text',
    description: 'How the answer is written',
  },
  now: nowArg,
}

export const explain = (load: LoadProject) =>
  detailed(
    defineCommand({
      meta: {
        name: 'explain',
        description: 'Show why a policy says what it says of an object, expression by expression',
      },
      args,
      async run({ args }) {
        const now = timeOf(args.now, '--now')
        const { trees, root } = await judgedDist(load, now)
        const { tree, file: object } = chosenObject(args.object, trees, root)
        const files = chosenPolicy(args.policy, trees)(tree.cluster)
        const policies = (files ?? []).filter(isPolicy)
        if (policies.length === 0) throw notHere(args.policy, tree.cluster)
        const judged = withPolicies(tree, files!)
        const answers = policies.map(policy => explainVerdict({ tree: judged, policy, object, now }))
        process.stdout.write(
          args.format === 'json'
            ? `${JSON.stringify(answers.map(plainExplanation), null, 2)}\n`
            : answers.map(answer => explainText(answer, stdoutScreen())).join('\n'),
        )
      },
    }),
    about,
  )

function notHere(policy: string, cluster: string): FindingsError {
  const message = `"${policy}" does not guard ${cluster}`
  const fix = 'name a policy of that cluster, or a YAML file'
  return new FindingsError([{ rule: 'unknown-name', severity: 'error', path: 'policy', message, fix }])
}

function plainExplanation({
  cluster,
  policy,
  file,
  added,
  decisions,
  steps,
  verdict,
  changes,
}: VerdictExplanation): object {
  const { status, message, expression, exceptions, generated } = verdict
  return {
    cluster,
    policy: { kind: policy.kind, name: policy.name, actions: policy.actions },
    path: file.path,
    added,
    match: decisions,
    expressions: steps.map(({ value, ...step }) => ({
      ...step,
      ...(step.error === undefined && { value: plainValue(value) }),
    })),
    verdict: { status, message, expression, exceptions, changes, generated },
  }
}
