import type { Finding } from '../../finding/finding.ts'
import type { Screen } from './screen.ts'

/** How many files a group names. */
const shown = 5

/** Findings for people: what is one problem of one definition stands once, with the files it is in. */
export function textReport(findings: readonly Finding[], screen: Screen): string {
  const groups = Map.groupBy(findings, ({ rule, message, fix, source, object, path }) =>
    JSON.stringify([rule, message, fix, source ?? path.replace(/^dist\/[^/]+\//, ''), object?.replace(/^[^:]+: /, '')]),
  )
  return [...groups.values()].map(group => `${groupText(group, screen)}\n`).join('\n')
}

function groupText(group: readonly Finding[], { paint, width }: Screen): string {
  const { severity, rule, object, source, message, fix } = group[0]!
  const head = [paint(severity === 'error' ? 'red' : 'yellow', severity), paint('bold', rule), source ?? '']
  const what = [object?.replace(/^[^:]+: /, ''), message].filter(Boolean).join(': ')
  const paths = [...new Set(group.map(({ path }) => path))]
  const more = paths.length > shown ? [`… and ${paths.length - shown} more`] : []
  return [
    head.filter(Boolean).join('  '),
    ...wrap(what, width - 2).map(line => `  ${line}`),
    ...wrap(`fix: ${fix}`, width - 2).map(line => `  ${paint('green', line)}`),
    ...[...paths.slice(0, shown), ...more].map(path => `  ${paint('dim', path)}`),
  ].join('\n')
}

/** Breaks at blanks; a word that is longer than a line stays whole, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
