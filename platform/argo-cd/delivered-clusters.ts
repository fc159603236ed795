import type { Chart } from 'cdk8s'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { addExternalSecret } from '../external-secret.ts'
import { secretStore } from '../external-secrets/secret-store.ts'
import { argoCd } from './argo-cd.ts'

interface HubSettings {
  /** Names of the clusters that the Argo CD of this cluster delivers beside its own. */
  readonly delivers: readonly string[]
}

/** How the Argo CD of a hub reaches the clusters it delivers. */
export const deliveredClusters = defineComponent<HubSettings, object>({
  name: 'delivered-clusters',
  namespace: argoCd.namespace!,
  after: [argoCd, secretStore],
  settings: { default: { delivers: [] }, clusters: { 'prod-eu': { delivers: ['prod-us'] } } },
  build: (chart, _, { delivers }) => delivers.forEach(name => addCluster(chart, name)),
})

/** @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters */
function addCluster(chart: Chart, name: string): void {
  addExternalSecret(chart, {
    name: `cluster-${name}`,
    entry: `cluster-${name}`,
    data: { server: 'server', role: 'role', ca: 'ca' },
    labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
    template: {
      name,
      server: '{{ .server }}',
      // The role is assumed with the controller's own identity: no token of the other cluster is kept.
      config: JSON.stringify({
        awsAuthConfig: { clusterName: name, roleARN: '{{ .role }}' },
        tlsClientConfig: { caData: '{{ .ca }}' },
      }),
    },
  })
}
