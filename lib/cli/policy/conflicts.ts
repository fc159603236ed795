import { defineCommand } from 'citty'
import type { Finding } from '../../finding/finding.ts'
import { exceptionLedger } from '../../kyverno/exception-ledger.ts'
import { generatedOwned, generatesOwned } from '../../policy/analysis/conflicts/git-owned.ts'
import { guardedCluster, type GuardedCluster } from '../../policy/analysis/conflicts/guarded-cluster.ts'
import { idlePolicies, neverTrips } from '../../policy/analysis/conflicts/never-trips.ts'
import {
  refusedDefault,
  refusedDefaults,
  refusedMutation,
  refusedMutations,
} from '../../policy/analysis/conflicts/refused-writes.ts'
import { twoMutators, twoMutatorsOn } from '../../policy/analysis/conflicts/two-mutators.ts'
import { detailed } from '../details.ts'
import type { LoadProject } from '../project.ts'
import { formats, type Format } from '../report/report.ts'
import { textReport } from '../report/text.ts'
import { give, type Answer } from './answer.ts'
import { judgedDist, type JudgedDist } from './judged-dist.ts'
import { nowArg, timeOf } from './now.ts'

const wideException = {
  id: 'policy-wide-exception',
  severity: 'error',
  description: 'no exception takes out more than what fails without it',
} as const

const rules = [twoMutators, refusedMutation, refusedDefault, generatesOwned, wideException, neverTrips]

const about = [
  'Looks at every cluster of dist for policies that work against each other, or for nothing:',
  rules.map(({ id, description }) => `${id}: ${description}.`).join(' '),
  'Policies are tried on the objects of dist and on the plainest object of each built-in kind. Exit code 1 where a finding ' +
    'is an error.',
]

export const conflicts = (load: LoadProject) =>
  detailed(
    defineCommand({
      meta: { name: 'conflicts', description: 'Find policies that work against each other, or for nothing' },
      args: {
        format: { type: 'enum', options: [...formats], default: 'text', description: 'How findings are written' },
        now: nowArg,
      },
      async run({ args }) {
        const now = timeOf(args.now, '--now')
        give(answer(await judgedDist(load, now), now), args.format as Format)
      },
    }),
    about,
  )

function answer({ trees, judge, findings: unreadable }: JudgedDist, now: string): Answer {
  const judged = trees.map(tree => ({ tree, verdicts: judge.judge(tree) }))
  const clusters = judged.map(({ tree, verdicts }) => guardedCluster(tree, verdicts, now))
  const findings = [
    ...unreadable,
    ...judged.flatMap(({ verdicts }) => verdicts.findings),
    ...clusters.flatMap(guarded => [
      ...twoMutatorsOn(guarded),
      ...refusedMutations(guarded),
      ...refusedDefaults(guarded),
      ...generatedOwned(guarded),
      ...wideExceptions(guarded),
    ]),
    ...idlePolicies(clusters),
  ]
  const policies = new Set(clusters.flatMap(({ policies }) => policies.map(({ policy }) => policy.name)))
  return {
    text: screen => textReport(findings, screen),
    json: findings,
    findings,
    rules,
    summary: `looked at ${policies.size} policies on ${clusters.length} clusters; findings: ${findings.length}`,
  }
}

function wideExceptions({ cluster, tree }: GuardedCluster): Finding[] {
  return exceptionLedger(tree.files).flatMap(({ name, exception, problems }) =>
    problems
      .filter(({ fault }) => fault === 'wide')
      .map(({ message, fix }) => ({
        rule: wideException.id,
        severity: wideException.severity,
        object: `${cluster}: PolicyException ${name}`,
        path: exception.path,
        message,
        fix,
      })),
  )
}
