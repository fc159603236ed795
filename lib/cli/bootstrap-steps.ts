import { managerAccount } from '../delivery/argocd/accounts.ts'
import { FindingsError } from '../finding/findings-error.ts'
import { deliveredFrom, type Cluster } from '../fleet/cluster.ts'
import type { HelmRelease } from '../unit/helm-chart.ts'
import { unitsOn } from '../unit/placement.ts'
import { layout } from '../render/layout.ts'
import type { RenderedFile } from '../render/rendered-file.ts'
import type { Project } from './project.ts'

/** What there is to start. */
type Definitions = Pick<Project, 'fleet' | 'estate'>

/** Something to do by hand before git takes over. */
export interface Step {
  /** What it is for, as one line. */
  readonly why: string
  /** As a shell takes them, run at the root of the repository; contexts of kubectl bear the names of the clusters. */
  readonly commands: readonly string[]
}

/** The unit that installs the engine of a cluster, found by what it provides, and its chart. */
export interface EngineUnit {
  readonly namespace: string
  readonly helm: HelmRelease
}

/** What starts a cluster, in order. Throws where no unit of the cluster brings its engine. */
export function bootstrapSteps(cluster: Cluster, definitions: Definitions): Step[] {
  const root: Step = {
    why: `From here on git decides what runs on ${cluster.name}`,
    commands: [
      `kubectl --context ${deliveredFrom(cluster)} apply --server-side -f ${definitions.fleet.git.path}/${cluster.name}/bootstrap`,
    ],
  }
  if (cluster.hub !== undefined) return [...registration(cluster, cluster.hub, definitions), root]
  const engine = engineUnit(cluster, definitions)
  return cluster.engine === 'argocd'
    ? [argocd(cluster, engine), root]
    : [fluxOperator(cluster, engine), fluxInstance(cluster, definitions), root]
}

/** Kinds that only the unit which installs an engine provides. */
const engineKinds = {
  argocd: { group: 'argoproj.io', kind: 'Application' },
  flux: { group: 'fluxcd.controlplane.io', kind: 'FluxInstance' },
} as const

export function engineUnit(cluster: Cluster, { fleet, estate }: Definitions): EngineUnit {
  const { group, kind } = engineKinds[cluster.engine]
  const unit = unitsOn(cluster, fleet, estate).find(({ provides }) =>
    provides.some(provided => provided.group === group && provided.kind === kind),
  )
  const helm = unit?.helm(cluster)
  if (unit?.namespace !== undefined && helm !== undefined) return { namespace: unit.namespace, helm }
  throw missing(
    cluster,
    `has no unit with a chart and a namespace that provides ${kind} of ${group}, so nothing installs ${cluster.engine}`,
    `add one to profile "${cluster.profile}"`,
  )
}

/**
 * Applied as Argo CD itself will apply the chart: it keeps no Helm releases. A new cluster does not know every kind in
 * it yet; those wait for the root.
 */
function argocd({ name }: Cluster, { namespace, helm }: EngineUnit): Step {
  const kubectl = `kubectl --context ${name}`
  return {
    why: 'Argo CD, as it will keep itself; "no matches for kind" is no failure here: the root brings those kinds',
    commands: [
      `${kubectl} create namespace ${namespace} --dry-run=client -o yaml | ${kubectl} apply --server-side -f -`,
      [
        `npx waybill bootstrap ${name} --values`,
        `helm template ${helm.release} ${chartOf(helm)} --namespace ${namespace} --include-crds --values -`,
        `${kubectl} apply --server-side --force-conflicts --namespace ${namespace} -f -`,
      ].join(' |\n  '),
      `${kubectl} wait --namespace ${namespace} --for=condition=Available deployment --all --timeout=5m`,
    ],
  }
}

/** With the chart's own values: those of the unit may name kinds that are not there yet, and Flux sets them soon. */
function fluxOperator({ name }: Cluster, { namespace, helm }: EngineUnit): Step {
  return {
    why: 'The operator that installs Flux; Flux takes over this release',
    commands: [
      [
        `helm upgrade --install ${helm.release} ${chartOf(helm)}`,
        `--kube-context ${name} --namespace ${namespace} --create-namespace --wait`,
      ].join(' \\\n  '),
    ],
  }
}

function fluxInstance(cluster: Cluster, definitions: Definitions): Step {
  const { group, kind } = engineKinds.flux
  const found = filesOn(cluster, definitions).find(
    ({ manifest }) => manifest.kind === kind && manifest.apiVersion.startsWith(`${group}/`),
  )
  if (found === undefined)
    throw missing(cluster, `has no ${kind}, so nothing installs Flux`, 'render one in a unit of the platform')
  const { name, namespace } = found.manifest.metadata
  const kubectl = `kubectl --context ${cluster.name}`
  return {
    why: 'Flux itself',
    commands: [
      `${kubectl} apply --server-side -f ${definitions.fleet.git.path}/${found.path}`,
      `${kubectl} wait --namespace ${namespace} --for=condition=Ready fluxinstance/${name} --timeout=5m`,
    ],
  }
}

/** A hub knows a cluster by a Secret, which a unit of the hub may bring. */
function registration({ name }: Cluster, hub: string, definitions: Definitions): Step[] {
  const { fleet } = definitions
  const on = fleet.clusters.find(cluster => cluster.name === hub)
  const found = on && filesOn(on, definitions).find(({ manifest }) => registers(manifest, name))
  if (found === undefined) return [addCluster(name, hub)]
  return [
    {
      why: `${hub} knows ${name} by ${fleet.git.path}/${found.path}: started with waybill bootstrap ${hub}`,
      commands: [`kubectl --context ${hub} get --namespace argocd secret ${found.manifest.metadata.name}`],
    },
    manager(name),
  ]
}

/** Makes the account of the manager as well. */
function addCluster(name: string, hub: string): Step {
  return {
    why: `Let the Argo CD of ${hub} (started with waybill bootstrap ${hub}) reach ${name}`,
    commands: [
      `kubectl config use-context ${hub}`,
      'kubectl config set-context --current --namespace argocd',
      `argocd --core cluster add ${name} --name ${name} --yes`,
    ],
  }
}

/** Outside of git: what it may remove must not be what gives it the right to. */
function manager(cluster: string): Step {
  const { namespace, name } = managerAccount
  const kubectl = `kubectl --context ${cluster}`
  const apply = `--dry-run=client -o yaml | ${kubectl} apply --server-side -f -`
  return {
    why: `Who Argo CD becomes on ${cluster} for the platform; for a tenant's apps it becomes the tenant's account`,
    commands: [
      `${kubectl} create serviceaccount ${name} --namespace ${namespace} ${apply}`,
      `${kubectl} create clusterrolebinding ${name} --clusterrole cluster-admin --serviceaccount ${namespace}:${name} ${apply}`,
    ],
  }
}

/** A Secret of Argo CD's for that cluster, or what a controller makes one from. */
function registers(manifest: object, cluster: string): boolean {
  const text = JSON.stringify(manifest)
  return text.includes('"argocd.argoproj.io/secret-type":"cluster"') && text.includes(`"name":"${cluster}"`)
}

function filesOn(cluster: Cluster, { fleet, estate }: Definitions): readonly RenderedFile[] {
  return layout(estate, { ...fleet, clusters: [cluster] }).files
}

function chartOf({ chart, repository, version }: HelmRelease): string {
  const where = repository.startsWith('oci://') ? `${repository}/${chart}` : `${chart} --repo ${repository}`
  return `${where} --version ${version}`
}

function missing({ name }: Cluster, what: string, fix: string): FindingsError {
  return new FindingsError([
    { rule: 'bootstrap', severity: 'error', path: 'cluster', message: `cluster "${name}" ${what}`, fix },
  ])
}
