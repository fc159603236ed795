import type { Manifest } from '../manifest/manifest.ts'
import type { Peer, Tenancy } from './tenancy.ts'

/**
 * Nothing comes in or goes out but what is named here and in the policies of the apps.
 * DNS answers over TCP when they don't fit a UDP packet, so both are open.
 */
export function networkPolicies({ dns, gateway, metrics }: Tenancy): Manifest[] {
  const ports = [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ]
  return [
    policy('default-deny', { policyTypes: ['Ingress', 'Egress'] }),
    policy('allow-dns', { policyTypes: ['Egress'], egress: [{ to: [from(dns)], ports }] }),
    policy('allow-gateway', { policyTypes: ['Ingress'], ingress: [{ from: [from(gateway)] }] }),
    policy('allow-metrics', { policyTypes: ['Ingress'], ingress: [{ from: [from(metrics)] }] }),
  ]
}

function policy(name: string, spec: object): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector: {}, ...spec },
  }
}

function from({ namespace, podLabels }: Peer): object {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    ...(podLabels && { podSelector: { matchLabels: podLabels } }),
  }
}
