import { groupKind } from '../../manifest/object-key.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { defineExampleTenant, exampleDefinition, exampleTenancy } from '../../tenant/example-tenancy.ts'
import { networkPolicies } from '../../tenant/network-policies.ts'
import type { Peer } from '../../tenant/tenancy.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { ExampleObject } from '../example.ts'
import { tenantExample } from '../example-tenants.ts'
import { field, items, text } from '../../manifest/field.ts'
import type { Problem, Rule } from '../rule.ts'
import { byNamespace, clustersOf, tenantsOf } from '../tenants.ts'
import { unitFinding } from '../unit-finding.ts'

const shop = defineExampleTenant({ ...exampleDefinition, on: { clusters: ['live'] } })
const policies = networkPolicies(exampleTenancy).map((policy): ExampleObject => ({
  ...policy,
  metadata: { ...policy.metadata, namespace: 'shop' },
}))
const example = (...files: readonly ExampleObject[]) => tenantExample(shop, { 'live/tenants/shop': files })
const without = (name: string) => policies.filter(({ metadata }) => metadata?.name !== name)
const overUdpOnly = policies.map(policy =>
  policy.metadata?.name === 'allow-dns'
    ? { ...policy, spec: { egress: [{ to: [{}], ports: [{ protocol: 'UDP', port: 53 }] }] } }
    : policy,
)

/** @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies */
export const defaultDeny: Rule = {
  id: 'default-deny',
  lint: 15,
  severity: 'error',
  description: 'a tenant denies all traffic by default, and allows DNS over UDP and TCP, the gateway and the scraper',
  examples: {
    refused: [
      example(...without('default-deny')),
      example(...overUdpOnly),
      example(...without('allow-dns')),
      example(...without('allow-gateway')),
      example(...without('allow-metrics')),
    ],
    allowed: [example(...policies)],
  },
  run(context) {
    const inNamespace = byNamespace(context)
    return tenantsOf(context).flatMap(tenant =>
      clustersOf(tenant, context).flatMap(cluster =>
        problems(tenant, inNamespace(cluster, tenant.namespace).filter(isPolicy)).map(({ message, fix }) =>
          unitFinding(tenant, defaultDeny, {
            message: `namespace "${tenant.namespace}" on ${cluster.name} ${message}`,
            fix,
          }),
        ),
      ),
    )
  },
}

function isPolicy(manifest: Manifest): boolean {
  return groupKind(manifest) === 'networking.k8s.io/NetworkPolicy'
}

function problems({ tenancy }: Tenant, policies: readonly Manifest[]): Problem[] {
  const rules = (way: string) => policies.filter(isForAll).flatMap(policy => items(policy, `spec.${way}`))
  const comesIn = ({ namespace }: Peer) => rules('ingress').some(rule => items(rule, 'from').some(isFrom(namespace)))
  const resolves = (protocol: string) => rules('egress').some(opens(protocol, 53))
  const missing = [
    ...(policies.some(deniesAll) ? [] : ['does not deny by default']),
    ...['UDP', 'TCP'].filter(protocol => !resolves(protocol)).map(protocol => `blocks DNS over ${protocol}`),
    ...(comesIn(tenancy.gateway) ? [] : ['blocks the gateway']),
    ...(comesIn(tenancy.metrics) ? [] : ['blocks the scraping of metrics']),
  ]
  return missing.map(message => ({ message, fix: 'add the NetworkPolicy that every tenant has' }))
}

function isForAll({ spec }: Manifest): boolean {
  return Object.keys(field(spec, 'podSelector') ?? {}).length === 0
}

function deniesAll(policy: Manifest): boolean {
  const types = items(policy, 'spec.policyTypes')
  const allows = [...items(policy, 'spec.ingress'), ...items(policy, 'spec.egress')]
  return isForAll(policy) && types.includes('Ingress') && types.includes('Egress') && allows.length === 0
}

function opens(protocol: string, number: number): (rule: unknown) => boolean {
  return rule =>
    items(rule, 'ports').some(port => text(port, 'protocol') === protocol && field(port, 'port') === number)
}

function isFrom(namespace: string): (peer: unknown) => boolean {
  const name = 'kubernetes.io/metadata.name'
  return peer => {
    const labels = field(peer, 'namespaceSelector.matchLabels') as Record<string, unknown> | undefined
    return labels?.[name] === namespace
  }
}
