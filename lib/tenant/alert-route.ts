import type { Manifest } from '../manifest/manifest.ts'
import { secretStoreName, type Tenant } from './tenant.ts'

const webhook = { name: 'alert-channel', key: 'webhook' }

/**
 * Sends the alerts of the tenant's namespace to its channel. The operator adds the namespace to the route.
 * @see https://prometheus-operator.dev/docs/developer/alerting/#alertmanagerconfig-resource
 */
export function alertRoute({ contact, tenancy }: Tenant): Manifest[] {
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: webhook.name },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: secretStoreName },
        target: { name: webhook.name },
        data: [{ secretKey: webhook.key, remoteRef: { key: tenancy.alertSecret, property: webhook.key } }],
      },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: { name: 'tenant' },
      spec: {
        route: { receiver: 'channel', groupBy: ['alertname', 'severity'] },
        receivers: [
          { name: 'channel', slackConfigs: [{ apiURL: webhook, channel: contact.channel, sendResolved: true }] },
        ],
      },
    },
  ]
}
