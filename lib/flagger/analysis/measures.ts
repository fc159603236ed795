import { field, items, text } from '../../manifest/field.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { abilities, type Ability } from '../ability.ts'
import { unitAnnotation } from '../metrics.ts'
import { readPlan, type Plan, type PlannedMetric } from '../plan.ts'
import { clock } from '../simulate/timeline.ts'
import { find, type Problem, type Site } from './site.ts'

const builtIn: Readonly<Record<string, string>> = {
  'request-success-rate': 'percent',
  'request-duration': 'milliseconds',
}

/** Checks and alerts that have nothing to look at, or that can never fail or never pass. */
export function measureProblems(canary: Manifest, site: Site): Problem[] {
  const plan = readPlan(canary)
  const specs = items(canary, 'spec.analysis.metrics')
  return [
    ...plan.metrics.flatMap((metric, i) => metricProblems(canary, { site, plan, metric, spec: specs[i] })),
    ...items(canary, 'spec.analysis.alerts').flatMap(alert => alertProblems(canary, alert, site)),
  ]
}

interface Looked {
  readonly site: Site
  readonly plan: Plan
  readonly metric: PlannedMetric
  readonly spec: unknown
}

function metricProblems(canary: Manifest, looked: Looked): Problem[] {
  const { plan, metric, spec } = looked
  const late: Problem[] =
    metric.intervalSeconds > plan.intervalSeconds
      ? [
          {
            message: `metric "${metric.name}" looks back ${clock(metric.intervalSeconds)}, into the steps before`,
            fix: `look back ${clock(plan.intervalSeconds)} at most, which is the interval`,
          },
        ]
      : []
  if (field(spec, 'templateRef') === undefined && text(spec, 'query') === undefined) {
    return [...late, ...builtInProblems(looked)]
  }
  if (field(spec, 'templateRef') === undefined) return [...late, ...boundProblems(metric, 'count')]
  return [...late, ...templateProblems(canary, looked)]
}

function builtInProblems({ plan: { provider }, metric }: Looked): Problem[] {
  const unit = builtIn[metric.name]
  if (unit === undefined) {
    return [{ message: `metric "${metric.name}" has neither template nor query`, fix: 'add templateRef' }]
  }
  const able: readonly Ability[] = abilities[provider as keyof typeof abilities] ?? []
  if (provider === 'gatewayapi:v1' || !able.includes('requestMetrics')) {
    const message = `metric "${metric.name}" has no values on ${provider ?? 'this provider'}`
    return [{ message, fix: 'use a MetricTemplate, e.g. by the gates of lib/flagger' }]
  }
  return boundProblems(metric, unit)
}

function templateProblems(canary: Manifest, { site, plan, metric, spec }: Looked): Problem[] {
  const name = text(spec, 'templateRef.name') ?? ''
  const namespace = text(spec, 'templateRef.namespace') ?? canary.metadata.namespace
  if (namespace !== canary.metadata.namespace) {
    const message = `metric "${metric.name}" refers to a template of namespace "${namespace}", which is another one's`
    return [{ message, fix: 'render the template beside the Canary' }]
  }
  const template = find(site, 'flagger.app/MetricTemplate', { name, ...(namespace !== undefined && { namespace }) })
  if (!template) {
    return [{ message: `MetricTemplate "${name}" is not rendered`, fix: `render it in namespace "${namespace ?? ''}"` }]
  }
  const unit = template.metadata.annotations?.[unitAnnotation]
  if (unit === undefined) {
    const fix = `annotate it with ${unitAnnotation}, e.g. percent`
    return [{ message: `MetricTemplate "${name}" does not say in which unit it measures`, fix }]
  }
  return [...boundProblems(metric, unit), ...unroutedProblems(plan, metric, template)]
}

/** Before its last step, blue/green sends nothing to the canary through the gateway unless it mirrors. */
function unroutedProblems(
  { strategy, mirror, provider }: Plan,
  { name }: PlannedMetric,
  template: Manifest,
): Problem[] {
  const atGateway = text(template, 'spec.query')?.includes('httproute/') ?? false
  if (strategy !== 'blueGreen' || mirror || provider !== 'gatewayapi:v1' || !atGateway) return []
  const message = `metric "${name}" counts requests at the gateway, and none goes to the canary before it is promoted`
  return [{ message, fix: 'add mirror: true, or measure what the pods export with promql(...)' }]
}

function boundProblems({ name, min, max }: PlannedMetric, unit: string): Problem[] {
  const top = unit === 'percent' ? 100 : Number.POSITIVE_INFINITY
  const canFail = (min !== undefined && min > 0) || (max !== undefined && max < top)
  const canPass = (min ?? 0) <= top && (max ?? top) >= 0 && (min ?? 0) <= (max ?? top)
  const bounds = [min !== undefined && `at least ${min}`, max !== undefined && `at most ${max}`].filter(Boolean)
  const says = `metric "${name}" wants ${bounds.join(' and ') || 'nothing'} (${unit})`
  if (!canPass) return [{ message: `${says}, which no version can reach`, fix: 'loosen the bounds' }]
  if (!canFail) return [{ message: `${says}, which every version reaches`, fix: 'tighten the bounds' }]
  return []
}

function alertProblems(canary: Manifest, alert: unknown, site: Site): Problem[] {
  const name = text(alert, 'providerRef.name') ?? ''
  const namespace = text(alert, 'providerRef.namespace') ?? canary.metadata.namespace
  if (namespace !== canary.metadata.namespace) {
    const message = `it is told to AlertProvider "${name}" of namespace "${namespace}", which is another one's`
    return [{ message, fix: 'render an AlertChannel beside the Canary' }]
  }
  if (find(site, 'flagger.app/AlertProvider', { name, ...(namespace !== undefined && { namespace }) })) return []
  const message = `AlertProvider "${name}" is not rendered in namespace "${namespace ?? ''}", so nobody is told`
  return [{ message, fix: 'render an AlertChannel there, or correct providerRef' }]
}
