import type { DefinedSlo } from '../slo/slo-definition.ts'
import { objectivePercent } from '../slo/slo-definition.ts'
import type { Indicator } from '../slo/indicator.ts'
import { zones } from '../slo/slo-rules.ts'
import { fastRequests, promql, successRate, type Gate } from './gate.ts'

type GateOf<I extends Indicator> = Gate<I extends { kind: 'custom' } ? never : 'requestMetrics'>

/** The new version alone must keep the promise that pages people at night. */
export function gateOf<I extends Indicator>(slo: DefinedSlo<I>): GateOf<I> {
  const indicator: Indicator = slo.indicator
  const percent = objectivePercent(slo)
  if (indicator.kind === 'availability') return successRate(`${percent}%`) as GateOf<I>
  if (indicator.kind === 'latency') return fastRequests(`${percent}%`, `${indicator.withinMillis}ms`) as GateOf<I>
  if ('noGateBecause' in indicator.canary) {
    throw new TypeError(`slo "${slo.name}" gates nothing: ${indicator.canary.noGateBecause}; leave its gate out`)
  }
  const { good, total } = indicator.canary
  const query = `100 * (${good}) / (${total})`.replaceAll('$window', '{{ interval }}')
  return promql({ name: slo.name, unit: 'percent', query, min: percent }) as GateOf<I>
}

/** No release goes on while the error budget is spent. */
export function budgetGate({ name }: DefinedSlo): Gate<never> {
  const query = `max(slo:error_budget:zone{namespace="{{ namespace }}",slo="${name}"})`
  return promql({ name: `${name}-budget`, unit: 'count', query, max: zones.caution })
}
