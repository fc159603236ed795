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
function podsOf({ name, namespace }: Caller) {
  return {
    namespaceSelector: { matchLabels: { [namespaceName]: namespace } },
    podSelector: { matchLabels: instanceLabels(name) },
  }
}

export function fromPeer({ namespace, podLabels }: Peer, port: number): INetworkPolicyIngressRule {
  const pods = podLabels && { podSelector: { matchLabels: podLabels } }
  return { from: [{ namespaceSelector: { matchLabels: { [namespaceName]: namespace } }, ...pods }], ports: [tcp(port)] }
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
