import { ApiObject } from 'cdk8s'
import { Construct } from 'constructs'
import type { RunbookUrl } from '../slo/slo-definition.ts'

export interface CanaryAlertsProps {
  /** Where a runbook is read, by its name. */
  readonly runbook: (name: string) => RunbookUrl
}

/** A scrape renames the namespace that Flagger reports, because it has one of its own. */
const namespace = '{{ with $labels.exported_namespace }}{{ . }}{{ else }}{{ $labels.namespace }}{{ end }}'

/** The canary's own share; only it is above zero while a release runs or waits. */
const shifted = 'label_replace(flagger_canary_weight{workload!~".+-primary"} > 0, "name", "$1", "workload", "(.+)")'

/** Alerts about all releases of a cluster, for whoever runs it. */
export class CanaryAlerts extends Construct {
  constructor(scope: Construct, id: string, { runbook }: CanaryAlertsProps) {
    super(scope, id)
    const failed = {
      alert: 'CanaryFailed',
      expr: 'flagger_canary_status == 2',
      ...about('was rolled back', runbook('canary-failed')),
    }
    const stuck = {
      alert: 'CanaryStuck',
      expr: `max without (workload) (flagger_canary_status == 0 or ${shifted})`,
      for: '6h',
      ...about('goes nowhere', runbook('canary-stuck')),
    }
    new ApiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'canaries' },
      spec: { groups: [{ name: 'canaries', rules: [failed, stuck] }] },
    })
  }
}

function about(says: string, runbook: RunbookUrl): object {
  const summary = `the release of ${namespace}/{{ $labels.name }} ${says}`
  return { labels: { severity: 'warning' }, annotations: { summary, runbook_url: runbook } }
}
