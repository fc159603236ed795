import { isEmpty } from './label-selector.ts'
import type { MatchResources, ResourceRule } from './match-resources.ts'

/** How a policy on pods is rewritten for what holds a pod template. */
export interface Variant {
  /** `defaults` or `cronjobs`, as in Kyverno's status. */
  readonly name: 'defaults' | 'cronjobs'
  readonly constraints: MatchResources
  /** Path from the controller to its pod template. */
  readonly template: string
}

const controllers = {
  daemonsets: 'apps',
  deployments: 'apps',
  jobs: 'batch',
  replicasets: 'apps',
  statefulsets: 'apps',
} as const

export interface Autogen {
  readonly podControllers?: { readonly controllers?: readonly string[] }
}

/** Variants of a policy for pod controllers; none unless it matches v1 pods and nothing else, without names or selectors. */
export function variantsOf(constraints: MatchResources, autogen: Autogen | undefined): readonly Variant[] {
  const [rule, ...others] = constraints.resourceRules ?? []
  if (rule === undefined || others.length > 0 || !isPods(rule)) return []
  if (!isEmpty(constraints.objectSelector) || (constraints.excludeResourceRules ?? []).length > 0) return []
  const wanted = new Set(autogen?.podControllers?.controllers ?? [...Object.keys(controllers), 'cronjobs'])
  const match = (groups: readonly Group[]): MatchResources => ({
    resourceRules: groups.map(({ group, resources }) => ({
      apiGroups: [group],
      apiVersions: ['v1'],
      operations: rule.operations ?? [],
      resources,
    })),
    ...(constraints.namespaceSelector && { namespaceSelector: constraints.namespaceSelector }),
  })
  const groups = ['apps', 'batch'].map(group => ({ group, resources: inGroup(group, wanted) }))
  const used = groups.filter(({ resources }) => resources.length > 0)
  const cron = [{ group: 'batch', resources: ['cronjobs'] }]
  return [
    ...(used.length > 0 ? [{ name: 'defaults', constraints: match(used), template: 'spec.template' } as const] : []),
    ...(wanted.has('cronjobs')
      ? [{ name: 'cronjobs', constraints: match(cron), template: 'spec.jobTemplate.spec.template' } as const]
      : []),
  ]
}

interface Group {
  readonly group: string
  readonly resources: readonly string[]
}

function inGroup(group: string, wanted: ReadonlySet<string>): string[] {
  return Object.entries(controllers).flatMap(([name, owner]) => (owner === group && wanted.has(name) ? [name] : []))
}

function isPods({ apiGroups, apiVersions, resources, resourceNames = [] }: ResourceRule): boolean {
  return only(apiGroups, '') && only(apiVersions, 'v1') && only(resources, 'pods') && resourceNames.length === 0
}

function only(list: readonly string[] | undefined, value: string): boolean {
  return list?.length === 1 && list[0] === value
}

/** The policy's spec with every `object.spec` and `object.metadata` moved into the pod template; `.namespace` stays. */
export function rewriteSpec<T>(spec: T, { template }: Variant): T {
  return mapStrings(spec, text => moved(moved(text, 'spec', template), 'metadata', template)) as T
}

/** By text, as Kyverno does it, messages included. `oldObject` has a capital O, so it needs a turn of its own. */
function moved(text: string, field: string, template: string): string {
  const protectedNamespace = '(?!\\.namespace(?![A-Za-z0-9_]))'
  return text.replace(new RegExp(`(object|oldObject)\\.${field}${protectedNamespace}`, 'g'), `$1.${template}.${field}`)
}

function mapStrings(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === 'string') return change(data)
  if (Array.isArray(data)) return data.map(item => mapStrings(item, change))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, mapStrings(value, change)]))
}
