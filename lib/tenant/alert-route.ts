import type { Cluster } from '../fleet/cluster.ts'
import { addressKey, alertProvider } from '../flagger/alert-channel.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { alertChannelName, secretStoreName, type Tenant } from './tenant.ts'

/** The webhook of the tenant's chat, as Alertmanager and Flagger read it. */
const webhook = { name: 'alert-channel', key: addressKey }

/** Sends what the tenant has to know to its channel: alerts of its namespace, and failed releases where there are any. */
export function alertRoute({ contact, tenancy }: Tenant, { traffic }: Cluster): Manifest[] {
  const { channel } = contact
  const releases = alertProvider({ name: alertChannelName, type: 'slack', channel, secret: webhook.name })
  return [address(tenancy.alertSecret), alertmanagerConfig(channel), ...(traffic ? [releases] : [])]
}

function address(entry: string): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: webhook.name },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: secretStoreName },
      target: { name: webhook.name },
      data: [{ secretKey: webhook.key, remoteRef: { key: entry, property: 'webhook' } }],
    },
  }
}

/**
 * The operator adds the namespace to the route.
 * @see https://prometheus-operator.dev/docs/developer/alerting/#alertmanagerconfig-resource
 */
function alertmanagerConfig(channel: string): Manifest {
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: 'tenant' },
    spec: {
      route: { receiver: 'channel', groupBy: ['alertname', 'severity'] },
      receivers: [{ name: 'channel', slackConfigs: [{ apiURL: webhook, channel, sendResolved: true }] }],
    },
  }
}
