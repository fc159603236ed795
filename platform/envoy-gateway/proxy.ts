import { ApiObject, type Chart } from 'cdk8s'
import type { Cluster } from '../../lib/fleet/cluster.ts'
import { survivesDrain, type Replicated } from '../replicated.ts'
import { resources } from '../resources.ts'
import { gatewayReference, proxyService } from './way-in.ts'

export interface ProxySettings extends Replicated {
  /** How traffic reaches the proxies from outside the cluster. */
  readonly service: 'LoadBalancer' | 'NodePort'
}

/** What each cloud has to be told about the load balancer; everything served is internal to Acme. */
const loadBalancer: Partial<Record<Cluster['cloud'], Readonly<Record<string, string>>>> = {
  aws: {
    'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
  },
}

/** The Envoy proxies behind the Gateway. */
export function addProxy(chart: Chart, { cloud }: Cluster, settings: ProxySettings): void {
  const annotations = loadBalancer[cloud]
  new ApiObject(chart, 'proxy', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyProxy',
    metadata: { name: gatewayReference.name },
    spec: {
      provider: {
        type: 'Kubernetes',
        kubernetes: {
          ...deployment(settings),
          envoyService: { name: proxyService, type: settings.service, ...(annotations && { annotations }) },
        },
      },
      // Longer than a load balancer takes to notice that a proxy is going.
      shutdown: { drainTimeout: '60s', minDrainDuration: '15s' },
    },
  })
}

function deployment(settings: ProxySettings) {
  const envoyDeployment = { container: { resources: resources('200m', '512Mi') } }
  if (!survivesDrain(settings)) return { envoyDeployment: { ...envoyDeployment, replicas: settings.replicas } }
  return {
    envoyDeployment, // no replicas: the autoscaler writes them
    envoyHpa: {
      minReplicas: settings.replicas,
      maxReplicas: settings.replicas * 4,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
    },
    envoyPDB: { maxUnavailable: 1 },
  }
}
