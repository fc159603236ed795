import { dump } from 'js-yaml'
import type { Manifest } from '../../manifest/manifest.ts'
import { objectTitle } from '../../manifest/object-key.ts'
import type { VerdictExplanation } from '../../policy/analysis/explain-verdict.ts'
import type { Change } from '../../policy/analysis/changed-paths.ts'
import type { Screen, Style } from '../report/screen.ts'
import { wrap } from '../report/text.ts'
import { plainValue } from './plain-value.ts'

/** How much of a value is shown, in characters. */
const longest = 240

const colours: Readonly<Record<string, Style>> = { pass: 'green', fail: 'red', error: 'red' }

/** The way to a verdict: what the policy sees, whether it concerns it, every expression with its value, the verdict. */
export function explainText(explanation: VerdictExplanation, screen: Screen): string {
  const { cluster, policy, file, added, decisions, steps, verdict } = explanation
  const { paint, width } = screen
  const title = `${policy.kind} ${policy.name} (${policy.actions.join(', ')})`
  const heading = (text: string) => ['', paint('bold', text)]
  return [
    `${paint('bold', title)} on ${cluster}: ${objectTitle(file.object as Manifest)}`,
    paint('dim', file.path),
    ...(added.length > 0 ? [...heading('filled in before it is judged'), ...added.map(changeLine)] : []),
    ...heading('does it concern the object?'),
    ...decisions.flatMap(({ question, holds, detail }) => [
      `  ${paint(holds ? 'green' : 'red', holds ? 'yes' : 'no ')} ${question}`,
      ...wrap(detail, width - 6).map(line => `      ${paint('dim', line)}`),
    ]),
    ...(steps.length > 0 ? heading('expressions') : []),
    ...steps.flatMap(step => stepLines(step, screen)),
    ...heading('verdict'),
    ...wrap(`${verdict.status}: ${verdict.message}`, width - 2).map(
      line => `  ${paint(colours[verdict.status] ?? 'yellow', line)}`,
    ),
    ...effects(explanation),
    '',
  ].join('\n')
}

function stepLines(
  { expression, name, source, value, error }: VerdictExplanation['steps'][number],
  screen: Screen,
): string[] {
  const { paint } = screen
  const lines = source
    .trim()
    .split('\n')
    .flatMap(line => wrap(line, screen.width - 4))
  const shown = error === undefined ? paint('green', `= ${valueText(value)}`) : paint('red', `error: ${error}`)
  return [
    `  ${expression}${name === undefined ? '' : ` ${paint('bold', name)}`}`,
    ...lines.map(line => `    ${paint('dim', line)}`),
    `    ${shown}`,
  ]
}

function valueText(value: unknown): string {
  const text = JSON.stringify(plainValue(value)) ?? 'null'
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters; --format json has all)`
}

function changeLine({ path, after }: Change): string {
  return after === undefined ? `  ${path} is removed` : `  ${path} = ${valueText(after)}`
}

/** What decided, and what the policy does beyond allowing. */
function effects({ verdict: { expression, generated = [] }, changes }: VerdictExplanation): string[] {
  return [
    ...(expression === undefined ? [] : [`  decided by ${expression}`]),
    ...changes.map(changeLine),
    ...generated.map(
      object =>
        `  creates:\n${dump(object, { noRefs: true })
          .replaceAll(/^(?=.)/gm, '    ')
          .trimEnd()}`,
    ),
  ]
}
