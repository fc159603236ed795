import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { instanceLabels } from '../labels.ts'
import { peerOf, tcp, toControlPlane } from '../network.ts'
import { databaseLabel, type DatabaseSite } from './database-site.ts'
import { poolerName } from './postgres-cluster.ts'

const postgres = 5432
/** Where the operator asks an instance how it is. */
const status = 8000

export function poolerPods(database: DatabaseSite) {
  return { podSelector: { matchLabels: { 'cnpg.io/poolerName': poolerName(database) } } }
}

export function instancePods(database: DatabaseSite) {
  return { podSelector: { matchLabels: databaseLabel(database) } }
}

/** Label of the pods of the restore drill. */
export function drillName({ name }: DatabaseSite): string {
  return `${name}-drill`
}

/** Who reaches the database: the app through the pooler, the operators, and the drill. Nobody else of the tenant. */
export function databaseNetwork(database: DatabaseSite): INetworkPolicy[] {
  const { name, owner, site, platform } = database
  const app = { podSelector: { matchLabels: instanceLabels(owner) } }
  const drill = { podSelector: { matchLabels: instanceLabels(drillName(database)) } }
  const migrations = peerOf(platform.operators.migrations)
  const clients = [poolerPods(database), instancePods(database), drill, migrations]
  const scraper = peerOf(site.tenant.tenancy.metrics)
  return [
    policy(name, instancePods(database), {
      ingress: [
        { from: clients, ports: [tcp(postgres)] },
        { from: [instancePods(database), peerOf(platform.operators.postgres)], ports: [tcp(status)] },
        { from: [scraper], ports: [tcp(9187)] },
      ],
      egress: [{ to: [instancePods(database)], ports: [tcp(postgres), tcp(status)] }, toControlPlane],
    }),
    policy(poolerName(database), poolerPods(database), {
      ingress: [
        { from: [app], ports: [tcp(postgres)] },
        { from: [scraper], ports: [tcp(9127)] },
      ],
      egress: [{ to: [instancePods(database)], ports: [tcp(postgres)] }, toControlPlane],
    }),
    policy(drillName(database), drill, {
      egress: [{ to: [instancePods(database)], ports: [tcp(postgres)] }, toControlPlane],
    }),
  ]
}

type Rules = Pick<NonNullable<INetworkPolicy['spec']>, 'ingress' | 'egress'>

function policy(
  name: string,
  { podSelector }: { podSelector: { matchLabels: Record<string, string> } },
  rules: Rules,
): INetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector, policyTypes: ['Ingress', 'Egress'], ...rules },
  }
}
