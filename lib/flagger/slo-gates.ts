import type { CustomIndicator, Indicator, Ratio } from '../slo/indicator.ts'
import { objectivePercent, type DefinedSlo } from '../slo/slo-definition.ts'
import { zones } from '../slo/slo-rules.ts'
import { fastRequests, promql, successRate, type Gate } from './gate.ts'

/** Indicators that can be measured of the new version alone. */
type Gated = Exclude<Indicator, CustomIndicator> | (CustomIndicator & { readonly canary: Ratio })
type GateOf<I extends Gated> = Gate<I extends CustomIndicator ? never : 'requestMetrics'>

/** The new version alone must keep the promise that pages people at night. */
export function gateOf<I extends Gated>(slo: DefinedSlo<I>): GateOf<I> {
  const indicator: Gated = slo.indicator
  const percent = objectivePercent(slo)
  if (indicator.kind === 'availability') return successRate(`${percent}%`) as GateOf<I>
  if (indicator.kind === 'latency') return fastRequests(`${percent}%`, `${indicator.withinMillis}ms`) as GateOf<I>
  const { good, total } = indicator.canary
  const query = `100 * (${good}) / (${total})`.replaceAll('$window', '{{ interval }}')
  return promql({ name: slo.name, unit: 'percent', query, min: percent }) as GateOf<I>
}

/** No release goes on while the error budget is spent. */
export function budgetGate({ name }: DefinedSlo): Gate<never> {
  const query = `max(slo:error_budget:zone{namespace="{{ namespace }}",slo="${name}"})`
  return promql({ name: `${name}-budget`, unit: 'count', query, max: zones.caution })
}
