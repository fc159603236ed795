import { ApiObject, Chart } from 'cdk8s'
import { Construct } from 'constructs'
import type { TrafficProvider } from '../fleet/traffic-provider.ts'
import { workloadSeries } from './request-series.ts'
import { sloDashboard } from './slo-dashboard.ts'
import { sloProblems, type DefinedSlo } from './slo-definition.ts'
import { sloRules } from './slo-rules.ts'

export interface SloProps {
  readonly slo: DefinedSlo
  /** What counts the requests; a CanaryPlatform will do. */
  readonly platform: { readonly provider: TrafficProvider }
  /** @default the chart's namespace */
  readonly namespace?: string
}

/** The rules, alerts and dashboard of an objective; nothing but problems where they could not work. */
export class Slo extends Construct {
  constructor(scope: Construct, id: string, { slo, platform: { provider }, namespace }: SloProps) {
    super(scope, id)
    const problems = sloProblems(slo, provider)
    this.node.addValidation({ validate: () => problems })
    if (problems.length > 0) return
    const where = namespace ?? Chart.of(this).namespace ?? 'default'
    const series = workloadSeries(provider, where, slo.service)
    for (const manifest of [sloRules(slo, { namespace: where, series }), sloDashboard(slo, where)]) {
      new ApiObject(this, manifest.kind, { ...manifest, metadata: { ...manifest.metadata, namespace: where } })
    }
  }
}
