import type { Manifest } from '../../manifest/manifest.ts'
import { objectTitle } from '../../manifest/object-key.ts'
import type { Screen, Style } from '../report/screen.ts'
import { wrap } from '../report/text.ts'
import type { Owned } from './impact.ts'

/** How many objects a group names. */
const shown = 5

const styles: Readonly<Record<Owned['change'], Style>> = {
  'newly fails': 'red',
  'newly passes': 'green',
  'newly mutated': 'yellow',
  'no longer mutated': 'cyan',
}

/** By cluster and tenant: what one policy newly makes of objects for one reason stands once, with the objects. */
export function impactText(transitions: readonly Owned[], screen: Screen): string {
  const places = Map.groupBy(transitions, ({ cluster, tenant }) => `${cluster}  ${tenant}`)
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, list]) => `${[screen.paint('bold', place), ...groups(list, screen)].join('\n')}\n`)
    .join('\n')
}

function groups(transitions: readonly Owned[], screen: Screen): string[] {
  const bySentence = Map.groupBy(transitions, ({ change, judgement: { verdict }, from, to, because }) =>
    JSON.stringify([change, verdict.policy.name, verdict.policy.kind, from, to, because, verdict.message]),
  )
  return [...bySentence.values()].flatMap(group => groupLines(group, screen))
}

function groupLines(group: readonly Owned[], { paint, width }: Screen): string[] {
  const { change, judgement, from, to, because } = group[0]!
  const { policy, message, status } = judgement.verdict
  const step = change.endsWith('mutated') ? because : `${from} → ${to}, ${because}`
  const why = status === 'fail' || status === 'error' ? `: ${message.replaceAll(/\s*\n\s*/g, ' ')}` : ''
  const objects = group.map(each => objectTitle(each.judgement.file.object as Manifest) + changed(each))
  const more = objects.length > shown ? [`… and ${objects.length - shown} more (--format json has all)`] : []
  return [
    `  ${paint(styles[change], change)}  ${paint('bold', policy.name)}`,
    ...wrap(step + why, width - 4).map(line => `    ${paint('dim', line)}`),
    ...[...objects.slice(0, shown), ...more].map(line => `    ${line}`),
  ]
}

function changed({ change, judgement: { changes } }: Owned): string {
  if (change !== 'newly mutated') return ''
  return changes.map(({ path, after }) => `\n      ${path} = ${JSON.stringify(after) ?? 'removed'}`).join('')
}
