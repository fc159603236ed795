import type { Manifest } from '../../manifest/manifest.ts'
import { objectTitle } from '../../manifest/object-key.ts'
import type { Judgement } from '../../policy/analysis/tree-judge.ts'
import type { Screen } from '../report/screen.ts'
import type { Moment } from './shadow.ts'

/** How many objects a moment names. */
const shown = 10

/** Moments from the first to the last: how many objects fail, `+` those that begin to, `-` those that end to. */
export function shadowText(moments: readonly Moment[], screen: Screen): string {
  return moments.map(moment => `${momentLines(moment, screen).join('\n')}\n`).join('')
}

function momentLines({ commit, date, subject, met, failing, newly, noMore }: Moment, { paint }: Screen): string[] {
  const head = [commit.slice(0, 10), date, subject].filter(Boolean).join('  ')
  const count = failing.length === 0 ? paint('green', 'none fails') : paint('red', `${failing.length} fail`)
  const lines = [
    ...newly.map(judgement => `  ${paint('red', '+')} ${line(judgement)}`),
    ...noMore.map(judgement => `  ${paint('green', '-')} ${line(judgement)}`),
  ]
  const more = lines.length > shown ? [`  … and ${lines.length - shown} more (--format json has all)`] : []
  return [`${paint('bold', head)}: ${count} of ${met}`, ...lines.slice(0, shown), ...more]
}

function line({ cluster, file, verdict }: Judgement): string {
  return `${cluster}: ${objectTitle(file.object as Manifest)}: ${verdict.message.replaceAll(/\s*\n\s*/g, ' ')}`
}
