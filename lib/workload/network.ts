import type {
  INetworkPolicy,
  INetworkPolicyEgressRule,
  INetworkPolicyIngressRule,
} from 'kubernetes-models/networking.k8s.io/v1'
import type { Endpoint } from './endpoint.ts'
import { instanceLabels } from './labels.ts'
import type { Peer } from '../tenant/tenancy.ts'
import type { Caller } from './workload-props.ts'

/** Label that the API server puts on every namespace. */
const namespaceName = 'kubernetes.io/metadata.name'

/** Every pod of an app, wherever it runs. */
function podsOf({ name, namespace, namespaceLabels = { [namespaceName]: namespace } }: Caller) {
  return {
    namespaceSelector: { matchLabels: { ...namespaceLabels } },
    podSelector: { matchLabels: instanceLabels(name) },
  }
}

export function peerOf({ namespace, podLabels }: Peer) {
  const pods = podLabels && { podSelector: { matchLabels: { ...podLabels } } }
  return { namespaceSelector: { matchLabels: { [namespaceName]: namespace } }, ...pods }
}

export function fromPeer(peer: Peer, port: number): INetworkPolicyIngressRule {
  return { from: [peerOf(peer)], ports: [tcp(port)] }
}

export function fromCallers(callers: readonly Caller[], port: number): INetworkPolicyIngressRule[] {
  return callers.length === 0 ? [] : [{ from: callers.map(podsOf), ports: [tcp(port)] }]
}

export function toEndpoint(endpoint: Endpoint): INetworkPolicyEgressRule {
  return { to: [podsOf(endpoint)], ports: [tcp(endpoint.port)] }
}

export function tcp(port: number) {
  return { protocol: 'TCP', port } as const
}

/** What an app's pods may take and open beyond what its tenant allows to all: DNS. */
export function networkPolicy(
  name: string,
  ingress: readonly INetworkPolicyIngressRule[],
  egress: readonly INetworkPolicyEgressRule[],
): INetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: {
      podSelector: { matchLabels: instanceLabels(name) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [...ingress],
      egress: [...egress],
    },
  }
}

/** The API server, and stores outside the cluster: neither has a name that policies know. */
export const toControlPlane: INetworkPolicyEgressRule = { ports: [tcp(443), tcp(6443)] }
