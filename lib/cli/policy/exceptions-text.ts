import type { Screen } from '../report/screen.ts'
import { wrap } from '../report/text.ts'
import type { Excuse } from './exceptions.ts'

const label = 10

/** The ledger for people: one paragraph for each exception, what is wrong with it last. */
export function exceptionsText(excuses: readonly Excuse[], screen: Screen): string {
  return excuses.map(excuse => `${paragraph(excuse, screen).join('\n')}\n`).join('\n')
}

function paragraph(
  { name, policies, scope, reason, owner, expires, uses }: Excuse,
  { paint, width }: Screen,
): string[] {
  const facts = [
    ['policies', policies.join(', ')],
    ['scope', scope.join('  and  ') || 'every object'],
    ['reason', reason || 'none'],
    ['owner', owner || 'none'],
    ['expires', expires],
    ['used by', uses.map(({ cluster, entry }) => `${cluster} ${entry.needed.length}`).join(', ')],
  ] as const
  const problems = Map.groupBy(
    uses.flatMap(({ cluster, entry }) => entry.problems.map(problem => ({ cluster, ...problem }))),
    ({ fault, message, fix }) => `${fault}: ${message}; ${fix}`,
  )
  return [
    paint('bold', name),
    ...facts.flatMap(([what, text]) => {
      const [first, ...rest] = wrap(text, Math.max(20, width - label - 2))
      return [`  ${what.padEnd(label)}${first}`, ...rest.map(line => `  ${' '.repeat(label)}${line}`)]
    }),
    ...[...problems].flatMap(([text, where]) =>
      wrap(`${text} (${where.map(({ cluster }) => cluster).join(', ')})`, width - 2).map(
        line => `  ${paint('red', line)}`,
      ),
    ),
  ]
}
