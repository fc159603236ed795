import { defineCommand } from 'citty'
import type { Finding } from '../../finding/finding.ts'
import { exceptionLedger, type LedgerEntry } from '../../kyverno/exception-ledger.ts'
import type { ClusterTree } from '../../policy/analysis/cluster-tree.ts'
import { detailed } from '../details.ts'
import type { LoadProject } from '../project.ts'
import { formats, type Format } from '../report/report.ts'
import { today } from '../today.ts'
import { give, type Answer } from './answer.ts'
import { exceptionsText } from './exceptions-text.ts'
import { judgedDist } from './judged-dist.ts'

const about = [
  'An exception is used by the objects that would fail without it. One that has expired, that nothing uses, that takes out ' +
    'objects which pass without it, or that has no reason, owner or expiry is a finding: exit code 1.',
]

export const exceptions = (load: LoadProject) =>
  detailed(
    defineCommand({
      meta: {
        name: 'exceptions',
        description: 'The ledger of exceptions: scope, reason, owner, expiry, who uses them',
      },
      args: {
        today: { type: 'string', valueHint: 'YYYY-MM-DD', description: 'Day to judge at (default: the present one)' },
        format: { type: 'enum', options: [...formats], default: 'text', description: 'How the answer is written' },
      },
      async run({ args }) {
        const day = today(args.today)
        const { trees } = await judgedDist(load, `${day}T00:00:00Z`)
        give(answer(trees, day), args.format as Format)
      },
    }),
    about,
  )

/** An exception on all its clusters. */
export interface Excuse {
  readonly name: string
  readonly policies: readonly string[]
  /** CEL; all must hold. */
  readonly scope: readonly string[]
  readonly reason: string
  readonly owner: string
  readonly expires: string
  readonly uses: readonly { readonly cluster: string; readonly entry: LedgerEntry }[]
}

function answer(trees: readonly ClusterTree[], day: string): Answer {
  const entries = trees.flatMap(({ cluster, files }) =>
    exceptionLedger(files, { today: day }).map(entry => ({ cluster, entry })),
  )
  const excuses = [...Map.groupBy(entries, ({ entry }) => JSON.stringify(factsOf(entry))).values()].map(uses => ({
    ...factsOf(uses[0]!.entry),
    uses,
  }))
  const findings = entries.flatMap(({ cluster, entry }) => findingsOf(cluster, entry))
  const faults = ['expired', 'unused', 'wide', 'unexplained'] as const
  return {
    text: screen => exceptionsText(excuses, screen),
    json: excuses.map(plainExcuse),
    findings,
    rules: faults.map(fault => ({ id: ruleOf(fault), severity: 'error', description: `no exception is ${fault}` })),
    summary: `exceptions on ${day}: ${excuses.length}; findings: ${findings.length}`,
  }
}

function factsOf({ exception, name, policies, reason, owner, expires }: LedgerEntry): Omit<Excuse, 'uses'> {
  const { matchConditions = [] } = exception.object.spec as { matchConditions?: readonly { expression: string }[] }
  return { name, policies, scope: matchConditions.map(({ expression }) => expression), reason, owner, expires }
}

function plainExcuse({ uses, ...facts }: Excuse): object {
  return {
    ...facts,
    clusters: uses.map(({ cluster, entry: { exception, needed, needless, problems } }) => ({
      cluster,
      path: exception.path,
      usedBy: needed.map(({ path }) => path),
      alsoExcuses: needless.map(({ path }) => path),
      problems,
    })),
  }
}

const ruleOf = (fault: string) => `exception-${fault}`

function findingsOf(cluster: string, { exception, name, problems }: LedgerEntry): Finding[] {
  return problems.map(({ fault, message, fix }) => ({
    rule: ruleOf(fault),
    severity: 'error',
    object: `${cluster}: PolicyException ${name}`,
    path: exception.path,
    message,
    fix,
  }))
}
