import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject'
import type { Cluster } from '../../fleet/cluster.ts'
import type { GitSource } from '../../fleet/fleet.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { UnitSummary } from '../placed-unit.ts'
import { deployerOf, type Deployer } from '../../unit/deployer.ts'
import { sorted } from '../sorted.ts'
import { controllerAccount, platformAccount, serviceAccounts } from './accounts.ts'
import {
  argocdNamespace,
  chartRepository,
  destinationNamespace,
  destinationOf,
  inCluster,
  projectName,
  rootName,
} from './names.ts'
import { syncWindows } from './sync-windows.ts'

type Spec = IAppProject['spec']

/** What the platform team's units on a cluster may do: what they do today, and nothing more. */
export function platformProject(cluster: Cluster, git: GitSource, units: readonly UnitSummary[]): Manifest {
  const charts = units.some(({ repository }) => repository !== undefined)
  return project(projectName(cluster, undefined), platformAccount(cluster), {
    description: `Platform of ${cluster.name}`,
    sourceRepos: sourceRepos(git, units),
    destinations: destinations(cluster, [...units.flatMap(namespacesOf), ...(charts ? ['kube-system'] : [])]),
    clusterResourceWhitelist: sorted([
      ...units.flatMap(({ clusterKinds, provides }) => [...clusterKinds, ...provides]),
      ...(charts ? chartKinds : []),
    ]).map(groupAndKind),
    namespaceResourceBlacklist: deliveryKinds.map(groupAndKind),
    orphanedResources: { warn: true },
  })
}

/** What a tenant's apps may do: in the namespaces that the tenant's unit makes, and nothing cluster-wide. */
export function tenantProject(cluster: Cluster, git: GitSource, { tenant, apps }: TenantUnits): Manifest {
  const { quietHours, namespace } = tenant
  return project(projectName(cluster, tenant.name), deployerOf(tenant.name, cluster), {
    description: `Apps of ${tenant.name} on ${cluster.name}`,
    sourceRepos: sourceRepos(git, apps),
    destinations: destinations(cluster, [...(namespace === undefined ? [] : [namespace]), ...heldNamespaces(tenant)]),
    clusterResourceWhitelist: [],
    namespaceResourceBlacklist: [...deliveryKinds, ...limitKinds].map(groupAndKind),
    orphanedResources: { warn: true },
    ...(quietHours && namespace !== undefined ? { syncWindows: syncWindows(quietHours, namespace) } : {}),
  })
}

/** A tenant's own unit, and the units of its apps. */
export interface TenantUnits {
  readonly tenant: UnitSummary
  readonly apps: readonly UnitSummary[]
}

/** What the root Application may do: put projects and Applications beside itself. */
export function rootProject(cluster: Cluster, git: GitSource): Manifest {
  return project(rootName(cluster), controllerAccount, {
    description: `Delivery of ${cluster.name}`,
    sourceRepos: [git.repository],
    destinations: [{ ...inCluster, namespace: argocdNamespace }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: ['argoproj.io/Application', 'argoproj.io/ApplicationSet', 'argoproj.io/AppProject'].map(
      groupAndKind,
    ),
  })
}

/**
 * Argo CD makes this project at its first start, and it allows everything; it cannot be deleted, only emptied.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project
 */
export function emptyDefaultProject(): Manifest {
  return project('default', undefined, {
    sourceRepos: [],
    destinations: [],
    clusterResourceWhitelist: [],
    namespaceResourceBlacklist: [{ group: '*', kind: '*' }],
  })
}

/** The finalizer keeps a project until its last Application is gone: without it the Application could not clean up. */
export function project(name: string, account: Deployer | undefined, spec: Spec): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name,
      namespace: argocdNamespace,
      annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
      ...(name === 'default' ? {} : { finalizers: ['resources-finalizer.argocd.argoproj.io'] }),
    },
    spec: {
      ...spec,
      ...(account && { destinationServiceAccounts: serviceAccounts(spec.destinations ?? [], account) }),
    },
  } satisfies IAppProject
}

/** Cluster-scoped kinds inside charts, which only Helm sees: those that operators bring as a rule. */
const chartKinds = [
  '/Namespace',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'networking.k8s.io/IngressClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/StorageClass',
]

/** Only the root makes these: an Application that could make Applications would choose its own project. */
export const deliveryKinds = ['argoproj.io/AppProject', 'argoproj.io/Application', 'argoproj.io/ApplicationSet']

/** What bounds a tenant is not the tenant's to change. */
const limitKinds = ['/LimitRange', '/ResourceQuota']

function sourceRepos({ repository }: GitSource, units: readonly UnitSummary[]): string[] {
  const charts = units.flatMap(unit => (unit.repository === undefined ? [] : [chartRepository(unit.repository)]))
  return sorted([repository, ...charts])
}

function destinations(cluster: Cluster, namespaces: readonly string[]): NonNullable<Spec['destinations']> {
  return sorted(namespaces).map(namespace => ({ ...destinationOf(cluster), namespace }))
}

function namespacesOf(unit: UnitSummary): string[] {
  return [destinationNamespace(unit.namespace), ...heldNamespaces(unit)]
}

function heldNamespaces({ namespaces, makesNamespaces }: UnitSummary): string[] {
  return [...namespaces, ...makesNamespaces]
}

export function groupAndKind(groupKind: string): { group: string; kind: string } {
  const [group = '', kind = ''] = groupKind.split('/')
  return { group, kind }
}
