/** Two ranges over which the budget must burn too fast: the long one says that it matters, the short one that it goes on. */
export interface BurnRate {
  readonly long: string
  readonly short: string
  /** How many times faster than the budget allows. */
  readonly factor: number
}

interface Budget {
  readonly long: string
  readonly hours: number
  readonly short: string
  /** Share of the whole budget that is gone when the alert fires. */
  readonly spent: number
}

/** @see https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts */
const pages: readonly Budget[] = [
  { long: '1h', hours: 1, short: '5m', spent: 0.02 },
  { long: '6h', hours: 6, short: '30m', spent: 0.05 },
]
const tickets: readonly Budget[] = [
  { long: '1d', hours: 24, short: '2h', spent: 0.1 },
  { long: '3d', hours: 72, short: '6h', spent: 0.1 },
]

/** Burn rates that wake somebody. */
export function pageRates(windowDays: number): BurnRate[] {
  return pages.map(budget => burnRate(budget, windowDays))
}

/** Burn rates that can wait for the next working day. */
export function ticketRates(windowDays: number): BurnRate[] {
  return tickets.map(budget => burnRate(budget, windowDays))
}

/** The highest factor; a budget of more than its inverse can never burn that fast. */
export function pageBurn(windowDays: number): number {
  return Math.max(...pageRates(windowDays).map(({ factor }) => factor))
}

function burnRate({ long, hours, short, spent }: Budget, windowDays: number): BurnRate {
  return { long, short, factor: Number(((spent * windowDays * 24) / hours).toFixed(4)) }
}
