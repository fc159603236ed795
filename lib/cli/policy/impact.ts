import { defineCommand } from 'citty'
import { impact as impactOf, type Side, type Transition } from '../../policy/analysis/impact.ts'
import { riskOf, riskRule } from '../../policy/analysis/risk.ts'
import { nameOf, namespaceOf } from '../../policy/context.ts'
import type { Finding } from '../../finding/finding.ts'
import { clustersOf, tenantsOf } from '../../review/clusters-of.ts'
import { commitOf, forkPoint } from '../../review/git.ts'
import { detailed } from '../details.ts'
import type { LoadProject } from '../project.ts'
import { formatArg, give, type Answer, type PolicyFormat } from './answer.ts'
import { impactText } from './impact-text.ts'
import { judgedDist, type JudgedDist } from './judged-dist.ts'
import { nowArg, timeOf } from './now.ts'
import { placeOfJudgement, policyRules, rowOf } from './policy-row.ts'

const about = [
  'Compares dist as it is on disk with dist at a commit, policies and objects of both sides. ' +
    'Exit code 1 where something is newly refused.',
  riskRule,
]

export const impact = (load: LoadProject) =>
  detailed(
    defineCommand({
      meta: { name: 'impact', description: 'List the objects that newly fail, pass or are mutated' },
      args: {
        base: {
          type: 'string',
          valueHint: 'revision',
          description: 'What to compare with (default: where the work at hand left the main branch)',
        },
        format: formatArg,
        now: nowArg,
      },
      async run({ args }) {
        const dist = await judgedDist(load, timeOf(args.now, '--now'))
        const { root, fleet } = dist
        const base = args.base === undefined ? forkPoint(root, fleet.git.branch) : commitOf(root, args.base)
        give(answer(base, dist), args.format as PolicyFormat)
      },
    }),
    about,
  )

/** A transition, and whose object it is. */
export interface Owned extends Transition {
  readonly tenant: string
}

function answer(base: string, { fleet, files, trees, findings, judge, at }: JudgedDist): Answer {
  const old = at(base).files
  const before = clustersOf(old, fleet).map(tree => ({ tree, ...judge.judge(tree) }))
  const after = trees.map(tree => ({ tree, ...judge.judge(tree) }))
  const owners = [tenantsOf(files), tenantsOf(old)] as const
  const now = new Set(files)
  const transitions = impactOf(side(before), side(after)).map(transition => {
    const { file } = transition.judgement
    return { ...transition, tenant: owners[now.has(file) ? 0 : 1](file) }
  })
  const risk = riskOf(transitions, fleet)
  const failing = transitions.filter(({ change }) => change === 'newly fails')
  return {
    text: screen => impactText(transitions, screen),
    json: { base, risk, transitions: transitions.map(plainTransition) },
    findings: [...findings, ...after.flatMap(each => each.findings), ...transitions.flatMap(findingsOf)],
    rules: policyRules(after.flatMap(({ policies }) => policies)),
    rows: failing.map(({ judgement }) => rowOf(judgement)),
    summary: `${counted(transitions)} since ${base.slice(0, 10)}; risk ${risk.level} (${risk.score})`,
  }
}

function side(judged: readonly { tree: Side['trees'][number]; judgements: Side['judgements'] }[]): Side {
  return { trees: judged.map(({ tree }) => tree), judgements: judged.flatMap(({ judgements }) => judgements) }
}

function counted(transitions: readonly Transition[]): string {
  const counts = Map.groupBy(transitions, ({ change }) => change)
  const text = [...counts].map(([change, { length }]) => `${length} ${change}`)
  return text.length === 0 ? 'nothing changes for any object' : text.join(', ')
}

function plainTransition({ change, cluster, tenant, judgement, from, to, because }: Owned): object {
  const { file, verdict, changes } = judgement
  const namespace = namespaceOf(file.object)
  return {
    change,
    cluster,
    tenant,
    kind: file.object.kind,
    ...(namespace !== '' && { namespace }),
    name: nameOf(file.object),
    path: file.path,
    policy: verdict.policy.name,
    policyKind: verdict.policy.kind,
    from,
    to,
    because,
    message: verdict.message,
    ...(changes.length > 0 && { changes }),
  }
}

/** What gets worse for an object. Only what is newly refused is an error. */
function findingsOf({ change, judgement, from, to, because }: Owned): Finding[] {
  const { verdict, changes } = judgement
  const rest = { ...placeOfJudgement(judgement), rule: verdict.policy.name }
  if (change === 'newly mutated') {
    const message = `is newly mutated at ${changes.map(({ path }) => path).join(', ')} (${because})`
    return [{ ...rest, severity: 'info', message, fix: 'make sure that this is meant' }]
  }
  if (change !== 'newly fails') return []
  const message = `newly fails, ${from} before and ${to} now (${because}): ${verdict.message.replaceAll(/\s*\n\s*/g, ' ')}`
  const fix = `meet ${verdict.policy.kind} ${verdict.policy.name}, or except the object from it`
  return [{ ...rest, severity: ['refused', 'deleted'].includes(to) ? 'error' : 'warning', message, fix }]
}
