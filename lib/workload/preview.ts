import type { Chart, Duration } from 'cdk8s'
import type { Cluster } from '../fleet/cluster.ts'
import { previewObjects } from '../tenant/preview-objects.ts'
import type { Quota } from '../tenant/quota.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { pullRequest, type Preview } from '../unit/preview.ts'
import { addObject } from './add-object.ts'
import { report } from './report.ts'
import type { Resources } from './workload-props.ts'

/** An app's copy for every pull request of its code. */
export interface PreviewOptions {
  /** Age at which a preview's namespace goes; the next push brings it back. */
  readonly ttl: Duration
  /** Most previews at a time. */
  readonly maxOpen: number
  /** What one preview may ask for. */
  readonly quota: Quota
  /** Repository of the app's code. @default the last part of the image's name */
  readonly repository?: string
}

/** Where and whence a platform offers previews. */
export interface PreviewPlatform {
  /** Names of the environments whose clusters run previews. */
  readonly environments: readonly string[]
  /** Whose the repositories on GitHub are. */
  readonly owner: string
  readonly label: Preview['label']
  readonly secret: Preview['secret']
}

/** The app that is previewed, as far as a preview depends on it. */
export interface Previewed {
  readonly name: string
  readonly tenant: Tenant
  readonly image: string
  readonly options: PreviewOptions
  /** What one pod asks for. */
  readonly pod: Required<Resources>
}

/** Longest number of a pull request that names have room for. */
const digits = 6
/** Longest name of a namespace; that of a Helm release is 10 shorter. */
const longestNamespace = 63

/** What every pull request of an app gets on a cluster; `build` adds the workload in its namespace. */
export function previewOn(
  app: Previewed,
  { environments, owner, label, secret }: PreviewPlatform,
  { cluster, build }: { readonly cluster: Cluster; readonly build: (chart: Chart, namespace: string) => void },
): Preview | undefined {
  if (!environments.includes(cluster.environment.name)) return undefined
  const { name, tenant, image, options } = app
  const namespace = `${tenant.namespace}-${name}-pr-${pullRequest.number}`
  const labels = labelsOf(name, tenant)
  return {
    repository: { owner, name: options.repository ?? image.slice(image.lastIndexOf('/') + 1) },
    label,
    secret,
    maxOpen: options.maxOpen,
    namespace,
    namespaceLabels: labels,
    build(chart) {
      const place = { namespace, labels, quota: options.quota, annotations: lifetime(options, tenant) }
      for (const object of previewObjects(tenant, cluster, place)) addObject(chart, object)
      build(chart, namespace)
      report(chart, name, [...boundProblems(options), ...roomProblems(app)])
    },
  }
}

/** The first label of a preview's host name: one wildcard certificate and one DNS record serve them all. */
export function previewHost(host: string): string {
  return `${host}-pr-${pullRequest.number}`
}

function labelsOf(name: string, { tenancy: { labelPrefix } }: Tenant): Record<string, string> {
  return { [`${labelPrefix}/preview-of`]: name }
}

/** What the platform's policies read: who may delete the namespace, when, and how many there may be. */
function lifetime({ ttl, maxOpen }: PreviewOptions, { tenancy: { labelPrefix } }: Tenant): Record<string, string> {
  return {
    [`${labelPrefix}/may-be-deleted`]: 'true',
    [`${labelPrefix}/preview-ttl`]: `${ttl.toMinutes()}m`,
    [`${labelPrefix}/preview-max-open`]: String(maxOpen),
  }
}

function boundProblems({ ttl, maxOpen }: PreviewOptions): string[] {
  return [
    ...(ttl.toMilliseconds() < 3_600_000 ? ['preview.ttl is under an hour; use at least one'] : []),
    ...(Number.isInteger(maxOpen) && maxOpen >= 1 ? [] : [`preview.maxOpen is ${maxOpen}; use a whole number from 1`]),
  ]
}

/** A roll-out takes two pods for a moment; a namespace and a Helm release have a longest name. */
function roomProblems({ name, tenant, options: { quota }, pod }: Previewed): string[] {
  const least = { cpu: (2 * pod.cpuMillis) / 1000, memoryGi: (2 * pod.memoryMi) / 1024, pods: 2 }
  const short = (['cpu', 'memoryGi', 'pods'] as const).filter(field => quota[field] < least[field])
  const suffix = `-pr-${'9'.repeat(digits)}`
  const named = Math.max(name.length + 10, `${tenant.namespace}-${name}`.length)
  return [
    ...short.map(
      field => `preview.quota.${field} is ${quota[field]}, and two pods take ${least[field]}; give at least that`,
    ),
    ...(named + suffix.length > longestNamespace
      ? [`"${tenant.namespace}-${name}" leaves no room for "${suffix}" in a name; shorten the app's name`]
      : []),
  ]
}
