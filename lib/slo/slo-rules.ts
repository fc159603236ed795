import type { Manifest } from '../manifest/manifest.ts'
import { pageRates, ticketRates, type BurnRate } from './burn-rates.ts'
import { eventRates } from './indicator.ts'
import type { RequestSeries } from './request-series.ts'
import { budgetOf, type DefinedSlo } from './slo-definition.ts'

/** Label of the rules of an objective; its value is the objective's name. */
export const sloLabel = 'waybill.dev/slo'

export const sloAnnotation = {
  objective: 'waybill.dev/objective',
  service: 'waybill.dev/service',
  noGate: 'waybill.dev/no-gate-because',
} as const

/** How much of the error budget is left, as `slo:error_budget:zone` tells it. */
export const zones = { healthy: 0, caution: 1, spent: 2 } as const

/** Shares of the budget that are left where a zone ends. */
const cautionBelow = 0.5
const spentBelow = 0.1

/** The selector of one of the objective's own records. */
type Select = (record: string, range?: string) => string

interface Rule {
  readonly expr: string
  readonly labels?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** Where and how an objective is measured. */
export interface Measurement {
  readonly namespace: string
  readonly series: RequestSeries | undefined
}

/** The recording rules and alerts of an objective, as one PrometheusRule. */
export function sloRules(slo: DefinedSlo, measurement: Measurement): Manifest {
  const labels = { namespace: measurement.namespace, slo: slo.name }
  const select: Select = (record, range) =>
    `${record}{namespace="${labels.namespace}",slo="${labels.slo}"}${range ? `[${range}]` : ''}`
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: `slo-${slo.name}`,
      labels: { [sloLabel]: slo.name },
      annotations: sloAnnotations(slo),
    },
    spec: {
      groups: [
        {
          name: `slo-${slo.name}-recording`,
          rules: recordings(slo, measurement, select).map(rule => ({ ...rule, labels })),
        },
        { name: `slo-${slo.name}-alerts`, rules: alerts(slo, labels, select) },
      ],
    },
  }
}

/** What the promise is, for rules that look at manifests only. */
function sloAnnotations({ service, objective, noGateBecause }: DefinedSlo): Record<string, string> {
  return {
    [sloAnnotation.objective]: objective,
    [sloAnnotation.service]: service,
    ...(noGateBecause !== undefined && { [sloAnnotation.noGate]: noGateBecause }),
  }
}

/**
 * The events are read twice only, over 5 minutes; every longer range sums those up, so that 30 days cost as little as
 * an hour and weigh each request the same.
 */
function recordings(slo: DefinedSlo, { series }: Measurement, select: Select): Rule[] {
  const rates = eventRates(slo.indicator, series)
  if (!rates) throw new TypeError(`slo "${slo.name}" has nothing to count; sloProblems says so`)
  const { total, bad } = rates
  const over = (record: string, range: string) => `sum_over_time(${select(record, range)})`
  const window = `${slo.windowDays}d`
  const share = `${over('slo:bad:rate5m', window)} / clamp_min(${over('slo:events:rate5m', window)}, 1e-9)`
  const remaining = select('slo:error_budget:remaining')
  return [
    { record: 'slo:events:rate5m', expr: total.replaceAll('$window', '5m') },
    { record: 'slo:bad:rate5m', expr: bad.replaceAll('$window', '5m') },
    { record: 'slo:error_ratio:rate5m', expr: `${select('slo:bad:rate5m')} / ${select('slo:events:rate5m')}` },
    ...ranges(slo).map(range => ({
      record: `slo:error_ratio:rate${range}`,
      expr: `${over('slo:bad:rate5m', range)} / ${over('slo:events:rate5m', range)}`,
    })),
    { record: 'slo:error_budget:remaining', expr: `1 - ${share} / ${budgetOf(slo)}` },
    {
      record: 'slo:error_budget:zone',
      expr: `(${remaining} < bool ${cautionBelow}) + (${remaining} < bool ${spentBelow})`,
    },
  ]
}

function ranges({ windowDays }: DefinedSlo): string[] {
  const rates = [...pageRates(windowDays), ...ticketRates(windowDays)]
  return [...new Set(rates.flatMap(({ short, long }) => [short, long]))].filter(range => range !== '5m')
}

function alerts(slo: DefinedSlo, labels: Readonly<Record<string, string>>, select: Select): Rule[] {
  const { name, service, objective, runbook, windowDays } = slo
  const alert = (title: string, severity: string, rates: readonly BurnRate[]) => ({
    alert: title,
    expr: rates.map(rate => burning(slo, rate, select)).join(' or '),
    labels: { ...labels, severity },
    annotations: {
      summary: `${service} burns the error budget of ${name} (${objective} over ${windowDays} days)`,
      description: `{{ $value | humanizePercentage }} of the events were bad in the last ${rates.map(({ long }) => long).join(' or ')}`,
      runbook_url: runbook,
    },
  })
  return [
    alert('SloBurnsFast', 'critical', pageRates(windowDays)),
    alert('SloBurnsSlowly', 'warning', ticketRates(windowDays)),
  ]
}

function burning(slo: DefinedSlo, { long, short, factor }: BurnRate, select: Select): string {
  const over = (range: string) => `${select(`slo:error_ratio:rate${range}`)} > ${factor} * ${budgetOf(slo)}`
  return `(${over(long)} and ${over(short)})`
}
