import type { Origin } from '../fleet/layers.ts'
import type { Explanation } from './explanation.ts'
import type { Screen } from './report/screen.ts'
import { wrap } from './report/text.ts'

/** An explanation for people: the facts, then each field with the layer that won and those that it overrules. */
export function explanationText(explanation: Explanation, screen: Screen): string {
  const { unit, cluster, fields } = explanation
  const facts = factsOf(explanation)
  const label = Math.max(...facts.map(([name]) => name.length)) + 2
  return [
    `${screen.paint('bold', unit)} on ${screen.paint('bold', cluster)}`,
    ...facts.flatMap(([name, text]) => {
      const [first, ...rest] = wrap(text, Math.max(20, screen.width - label - 2))
      return [`  ${name.padEnd(label)}${first}`, ...rest.map(line => ' '.repeat(label + 2) + line)]
    }),
    ...(fields.length > 0
      ? ['', screen.paint('bold', 'settings'), ...fields.flatMap(field => fieldLines(field, screen))]
      : []),
    '',
  ].join('\n')
}

function factsOf({ source, namespace, wave, after, helm, onRemoval }: Explanation): (readonly [string, string])[] {
  return [
    ['defined', source],
    ['namespace', namespace ?? 'none of its own'],
    ['wave', wave === undefined ? 'none: it waits for a cycle (see `waybill graph`)' : `${wave}`],
    ['waits for', after.join(', ') || 'nothing'],
    ...(helm
      ? ([['chart', `${helm.chart} ${helm.version} from ${helm.repository}, release ${helm.release}`]] as const)
      : []),
    ['on removal', onRemoval],
  ]
}

function fieldLines({ field, layers }: Origin, { paint }: Screen): string[] {
  const [winner, ...overruled] = [...layers].reverse()
  return [
    `  ${field || 'value'} = ${JSON.stringify(winner!.value)}  ${paint('cyan', winner!.layer)}`,
    ...overruled.map(({ layer, value }) => `    ${paint('dim', `instead of ${JSON.stringify(value)}  ${layer}`)}`),
  ]
}
