import type { ControlCoverage, CoverageStatus, Evidence } from '../check/coverage.ts'
import type { Screen, Style } from './report/screen.ts'

const styles: Readonly<Record<CoverageStatus, Style>> = {
  proven: 'green',
  guarded: 'green',
  broken: 'red',
  open: 'yellow',
  beyond: 'dim',
}

/** Objects named before the rest is only counted; JSON names them all. */
const shown = 3

/** Coverage for people: broken controls first, then open and proven ones, last those that no manifest can prove. */
export function coverageText(controls: readonly ControlCoverage[], screen: Screen): string {
  const order: readonly CoverageStatus[] = ['broken', 'open', 'guarded', 'proven', 'beyond']
  return order
    .flatMap(status => controls.filter(control => control.status === status))
    .flatMap(control => lines(control, screen))
    .map(line => `${line}\n`)
    .join('')
}

/** `12 proven, 1 guarded, 1 broken, 2 open, 21 that no manifest can prove` */
export function coverageSummary(controls: readonly ControlCoverage[]): string {
  const count = (wanted: CoverageStatus) => controls.filter(({ status }) => status === wanted).length
  const judged = (['proven', 'guarded', 'broken', 'open'] as const).map(status => `${count(status)} ${status}`)
  return [...judged, `${count('beyond')} that no manifest can prove`].join(', ')
}

function lines({ control, title, status, beyond, evidence }: ControlCoverage, { paint }: Screen): string[] {
  const heading = `${paint(styles[status], status.padEnd(7))}  ${paint('bold', control)}  ${title}`
  const note = status === 'open' ? 'nothing that is rendered speaks for it' : ''
  return [
    heading,
    ...[...evidence.map(evidenceLine), beyond ?? '', note].filter(Boolean).map(line => `         ${line}`),
  ]
}

function evidenceLine({ by, proves, breaks, excused }: Evidence): string {
  const parts = [
    ...(breaks.length > 0 ? [`broken by ${some(breaks)}`] : []),
    ...(proves.length > 0 ? [`holds for ${some(proves)}`] : []),
    ...(excused.length > 0 ? [`excused: ${some(excused)}`] : []),
  ]
  if (parts.length > 0) return `${by}: ${parts.join('; ')}`
  return by.startsWith('check ') ? `${by}: nothing found` : `${by}: no object of its kind`
}

function some(objects: readonly string[]): string {
  const rest = objects.length - shown
  return [...objects.slice(0, shown), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ')
}
