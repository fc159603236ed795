import type { TrafficProvider } from '../fleet/traffic-provider.ts'
import type { Indicator } from './indicator.ts'
import { pageBurn } from './burn-rates.ts'
import { workloadSeries } from './request-series.ts'

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** A share below 100 %: two digits at most before the point. */
export type Objective = `${Digit}${Digit}%` | `${Digit}${Digit}.${number}%`

/** Where a runbook of this repository is read: its host, then its path. */
export type RunbookUrl = `https://${string}/docs/runbooks/${string}.md`

/** A promise about one workload. Data: rules, alerts, dashboard and gates follow from it. */
export interface SloDefinition<I extends Indicator = Indicator> {
  /** DNS label, unique in the namespace. */
  readonly name: string
  /** The workload's Service, which is the name of its route too. */
  readonly service: string
  readonly objective: Objective
  /** Days the objective is about. @default 30 */
  readonly windowDays?: 28 | 30
  readonly indicator: I
  readonly runbook: RunbookUrl
  /** Why no canary is held to this promise. @default one is, and `check` looks for it */
  readonly noGateBecause?: string
}

/** A definition with its default filled in. */
export interface DefinedSlo<I extends Indicator = Indicator> extends SloDefinition<I> {
  readonly windowDays: 28 | 30
}

export function defineSlo<const I extends Indicator>(definition: SloDefinition<I>): DefinedSlo<I> {
  return { windowDays: 30, ...definition }
}

/** The promise as a number of percent. */
export function objectivePercent({ objective }: Pick<SloDefinition, 'objective'>): number {
  return Number.parseFloat(objective)
}

/** The share of events that may be bad, e.g. 0.001. */
export function budgetOf(slo: Pick<SloDefinition, 'objective'>): number {
  return Number(((100 - objectivePercent(slo)) / 100).toFixed(10))
}

/** What would make the rules of an objective useless, each as `what; what to do`. */
export function sloProblems(slo: DefinedSlo, provider: TrafficProvider): string[] {
  const budget = budgetOf(slo)
  const series = workloadSeries(provider, '', slo.service)
  const { indicator } = slo
  const problems: [message: string, fix: string][] = []
  if (!(budget > 0 && budget < 1)) {
    problems.push([`the objective ${slo.objective} leaves no error budget`, 'choose one below 100%, e.g. 99.9%'])
  } else if (budget * pageBurn(slo.windowDays) >= 1) {
    const lowest = (100 * (1 - 1 / pageBurn(slo.windowDays))).toFixed(1)
    problems.push([`the objective ${slo.objective} is so low that its page can never fire`, `raise it over ${lowest}%`])
  }
  if (indicator.kind !== 'custom' && !series) {
    problems.push([`no request series of ${provider} are known`, 'count the events with custom(...)'])
  }
  if (indicator.kind === 'latency' && series && !series.buckets.includes(indicator.withinMillis)) {
    problems.push([
      `${indicator.withinMillis}ms is no bound of the latency histogram of ${provider}`,
      `choose one of ${series.buckets.map(bound => `${bound}ms`).join(', ')}`,
    ])
  }
  return problems.map(([message, fix]) => `slo "${slo.name}": ${message}; ${fix}`)
}
