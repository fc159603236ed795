import type { Plan } from '../plan.ts'
import type { Moment } from './simulate.ts'
import { wrap } from './wrap.ts'

const bar = 10
/** Columns before the event: time, phase, bar, share. */
const indent = 44

/** The release as lines of at most `width` columns. */
export function timeline(moments: readonly Moment[], width = 80): string[] {
  return runs(moments).flatMap(({ moment, times }) => {
    const { state, events } = moment
    const share = '█'.repeat(Math.round((state.weight / 100) * bar)).padEnd(bar, '·')
    const head = `${clock(moment.atSeconds).padStart(8)}  ${state.phase.padEnd(16)}  ${share} ${`${state.weight} %`.padStart(5)}`
    const text = `${events.join('; ') || 'nothing to do'}${times > 1 ? ` (${times} times)` : ''}`
    return wrap(text, width - indent - 2).map((line, index) =>
      `${(index ? '' : head).padEnd(indent)}  ${line}`.trimEnd(),
    )
  })
}

/** One line: how it ended. */
export function ending(plan: Plan, moments: readonly Moment[]): string {
  const { state, atSeconds } = moments.at(-1)!
  const most = Math.max(...moments.map(moment => moment.state.weight))
  if (state.phase === 'Succeeded') return `promoted after ${clock(atSeconds)}`
  if (state.phase === 'Failed')
    return `rolled back after ${clock(atSeconds)}; the canary had ${most} % of ${shared(plan)} at most`
  return plan.suspend ? 'suspended: nothing happens' : `never ends: still ${state.phase} after ${clock(atSeconds)}`
}

/** What a canary gets a share of: in an A/B test, who does not match never sees it. */
export function shared({ strategy }: Plan): string {
  return strategy === 'abTest' ? 'the matching requests' : 'the traffic'
}

/** Hours, minutes and seconds, the zero ones left out. */
export function clock(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const
  return parts.map(([n, unit]) => (n > 0 ? `${n}${unit}` : '')).join('') || '0s'
}

/** Moments that say the same as the one before are counted, not repeated. */
function runs(moments: readonly Moment[]): { moment: Moment; times: number }[] {
  const runs: { moment: Moment; times: number }[] = []
  for (const moment of moments) {
    const last = runs.at(-1)
    if (last && JSON.stringify({ ...last.moment, atSeconds: 0 }) === JSON.stringify({ ...moment, atSeconds: 0 }))
      last.times++
    else runs.push({ moment, times: 1 })
  }
  return runs
}
