import type { IAlertmanagerConfig } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/AlertmanagerConfig'
import { ApiObject, type Chart } from 'cdk8s'
import type { Cluster } from '../../lib/fleet/cluster.ts'
import { addExternalSecret } from '../external-secret.ts'

type Spec = IAlertmanagerConfig['spec']

/** Name of the AlertmanagerConfig that Alertmanager takes as its own. */
export const alertRouting = 'alert-routing'

const secret = 'alert-receivers'
const critical = { name: 'severity', matchType: '=', value: 'critical' } as const

/** Critical alerts page where somebody is on call for the cluster; everything else is read in office hours. */
export function addAlertRouting(chart: Chart, { environment }: Cluster, { pages }: { readonly pages: boolean }): void {
  addExternalSecret(chart, {
    name: secret,
    entry: 'alert-receivers',
    data: { slack: 'slack-webhook', ...(pages ? { pagerduty: 'pagerduty-routing-key' } : {}) },
  })
  new ApiObject(chart, 'alert-routing', {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: alertRouting },
    spec: {
      route: route(pages),
      receivers: [
        { name: 'nobody' },
        slack(`#alerts-${environment.name}`),
        ...(pages ? [{ name: 'pager', pagerdutyConfigs: [{ routingKey: { name: secret, key: 'pagerduty' } }] }] : []),
      ],
      inhibitRules: [
        {
          sourceMatch: [critical],
          targetMatch: [{ name: 'severity', matchType: '=~', value: 'warning|info' }],
          equal: ['namespace', 'alertname'],
        },
      ],
    },
  } satisfies IAlertmanagerConfig)
}

function route(pages: boolean): NonNullable<Spec['route']> {
  return {
    receiver: 'slack',
    groupBy: ['namespace', 'alertname'],
    groupWait: '30s',
    groupInterval: '5m',
    repeatInterval: '12h',
    routes: [
      // Always firing, or made to silence others: not for people.
      { receiver: 'nobody', matchers: [{ name: 'alertname', matchType: '=~', value: 'Watchdog|InfoInhibitor' }] },
      ...(pages ? [{ receiver: 'pager', matchers: [critical] }] : []),
    ],
  }
}

function slack(channel: string) {
  return {
    name: 'slack',
    slackConfigs: [{ apiURL: { name: secret, key: 'slack' }, channel, sendResolved: true }],
  }
}
