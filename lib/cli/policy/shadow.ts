import { relative } from 'node:path'
import { defineCommand } from 'citty'
import type { Finding } from '../../finding/finding.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { objectTitle } from '../../manifest/object-key.ts'
import { shadow as shadowOf, without, type PolicyFor, type Shadow } from '../../policy/analysis/shadow.ts'
import type { Judgement } from '../../policy/analysis/tree-judge.ts'
import { outputFolder } from '../../render/output-folder.ts'
import { clustersOf } from '../../review/clusters-of.ts'
import { commitOf, revisionsSince, type Revision } from '../../review/git.ts'
import { detailed } from '../details.ts'
import type { LoadProject } from '../project.ts'
import { formatArg, give, type Answer, type PolicyFormat } from './answer.ts'
import { chosenPolicy } from './chosen-policy.ts'
import { judgedDist, type JudgedDist } from './judged-dist.ts'
import { nowArg, timeOf } from './now.ts'
import { placeOfJudgement, policyRules, rowOf } from './policy-row.ts'
import { shadowText } from './shadow-text.ts'

const about = [
  'POLICY is the name of a policy in dist, which is judged on each cluster as that cluster has it, or a YAML file, which is ' +
    'judged on every cluster; neither needs to be committed. Its exceptions are those of today.',
  'Every commit of the first-parent history that changed dist is judged, and dist as it is on disk. Objects that did not ' +
    'change between commits are judged once. Exit code 1 where a policy that denies fails for an object on disk.',
]

const args = {
  policy: {
    type: 'positional' as const,
    required: true as const,
    description: 'Name of a policy in dist, or a YAML file',
  },
  since: {
    type: 'string' as const,
    required: true as const,
    valueHint: 'revision',
    description: 'Where to begin: a commit, tag or branch',
  },
  format: formatArg,
  now: nowArg,
}

export const shadow = (load: LoadProject) =>
  detailed(
    defineCommand({
      meta: {
        name: 'shadow',
        description: 'Judge past revisions of dist by a policy: who would have failed, and when',
      },
      args,
      async run({ args }) {
        const dist = await judgedDist(load, timeOf(args.now, '--now'))
        const since = commitOf(dist.root, args.since)
        give(answer(dist, { since, policyFor: chosenPolicy(args.policy, dist.trees) }), args.format as PolicyFormat)
      },
    }),
    about,
  )

/** A moment of dist, with what changed for the policy since the moment before. */
export interface Moment extends Revision, Shadow {
  readonly newly: readonly Judgement[]
  readonly noMore: readonly Judgement[]
}

function answer(dist: JudgedDist, { since, policyFor }: { since: string; policyFor: PolicyFor }): Answer {
  const { root, fleet, trees, judge, at } = dist
  const revisions = revisionsSince(root, since, relative(root, outputFolder(root)))
  const states = [
    ...revisions.map(revision => ({ ...revision, trees: clustersOf(at(revision.commit).files, fleet) })),
    { commit: 'on disk', date: '', subject: 'dist as it is', trees },
  ]
  const moments: Moment[] = []
  for (const { trees, ...revision } of states) {
    const now = shadowOf(trees, policyFor, judge)
    const before = moments.at(-1)?.failing ?? []
    moments.push({ ...revision, ...now, newly: without(now.failing, before), noMore: without(before, now.failing) })
  }
  const last = moments.at(-1)!
  const ever = new Set(moments.flatMap(({ newly }) => newly.map(({ file }) => file.path))).size
  return {
    text: screen => shadowText(moments, screen),
    json: moments.map(plainMoment),
    findings: last.failing.map(findingOf),
    rules: policyRules(last.failing.map(({ policy }) => policy)),
    rows: last.failing.map(rowOf),
    summary: `states of dist: ${moments.length}; files that would have failed at some time: ${ever}; objects that fail on disk: ${last.failing.length}`,
  }
}

function plainMoment({ commit, date, subject, met, failing, newly }: Moment): object {
  const isNew = new Set(newly)
  return {
    commit,
    ...(date !== '' && { date }),
    subject,
    met,
    failing: failing.map(judgement => ({
      cluster: judgement.cluster,
      object: objectTitle(judgement.file.object as Manifest),
      path: judgement.file.path,
      policy: judgement.verdict.policy.name,
      status: judgement.verdict.status,
      message: judgement.verdict.message,
      new: isNew.has(judgement),
    })),
  }
}

/** A failure in dist as it is on disk. */
function findingOf(judgement: Judgement): Finding {
  const { policy, status, message } = judgement.verdict
  return {
    ...placeOfJudgement(judgement),
    rule: policy.name,
    severity: status === 'error' || policy.actions.includes('Deny') ? 'error' : 'warning',
    message: message.replaceAll(/\s*\n\s*/g, ' '),
    fix: `meet ${policy.kind} ${policy.name}, or except the object from it`,
  }
}
