import { isEmpty, labelSelector } from './label-selector.ts'
import { labelsOf } from './request.ts'
import type { AnyObject, Request } from './request.ts'
import type { LabelSelector } from './label-selector.ts'

/** https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/validating-admission-policy-v1/#MatchResources */
export interface MatchResources {
  readonly resourceRules?: readonly ResourceRule[]
  readonly excludeResourceRules?: readonly ResourceRule[]
  readonly namespaceSelector?: LabelSelector
  readonly objectSelector?: LabelSelector
}

export interface ResourceRule {
  readonly apiGroups?: readonly string[]
  readonly apiVersions?: readonly string[]
  readonly operations?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly scope?: string
}

/** Tells whether a request is a policy's business; `namespace` is the object's Namespace where it is known. */
export type Matcher = (request: Request, namespace: AnyObject | undefined) => boolean

export interface MatchOptions {
  /** Every operation matches, whatever the rules name. */
  readonly anyOperation?: boolean
}

export function matchResources(constraints: MatchResources, { anyOperation = false }: MatchOptions = {}): Matcher {
  const included = (constraints.resourceRules ?? []).map(rule => matchRule(rule, anyOperation))
  const excluded = (constraints.excludeResourceRules ?? []).map(rule => matchRule(rule, false))
  const objectFits = labelSelector(constraints.objectSelector)
  const namespaceFits = matchNamespace(constraints.namespaceSelector)
  return (request, namespace) => {
    if (included.length > 0 && !included.some(matches => matches(request))) return false
    if (excluded.some(matches => matches(request))) return false
    return namespaceFits(request, namespace) && states(request).some(state => objectFits(labelsOf(state)))
  }
}

/** The object as it is and as it was, where there are such. */
function states({ object, oldObject }: Request): readonly AnyObject[] {
  return [object, oldObject].filter(state => state !== undefined)
}

function matchNamespace(selector: LabelSelector | undefined): Matcher {
  if (isEmpty(selector)) return () => true
  const fits = labelSelector(selector)
  return (request, namespace) => {
    if (isNamespace(request)) return fits(request.labels)
    if (request.namespace === '') return true
    return fits(namespace === undefined ? { 'kubernetes.io/metadata.name': request.namespace } : labelsOf(namespace))
  }
}

function isNamespace({ resource, subresource }: Request): boolean {
  return resource.group === '' && resource.plurals[0] === 'namespaces' && subresource === ''
}

/** What depends on group, version, resource, operation and scope alone is decided once for each kind of request. */
function matchRule(rule: ResourceRule, anyOperation: boolean): (request: Request) => boolean {
  const known = new Map<string, boolean>()
  const names = rule.resourceNames ?? []
  return request => {
    let fits = known.get(request.key)
    if (fits === undefined) {
      fits = ruleFits(rule, request, anyOperation)
      known.set(request.key, fits)
    }
    return fits && (names.length === 0 || nameFits(names, request))
  }
}

function ruleFits(rule: ResourceRule, request: Request, anyOperation: boolean): boolean {
  const { group, version, plurals } = request.resource
  return (
    (anyOperation || wildcard(rule.operations, request.operation)) &&
    wildcard(rule.apiGroups, group) &&
    wildcard(rule.apiVersions, version) &&
    scopeFits(rule.scope, request) &&
    (rule.resources ?? []).some(pattern => plurals.some(plural => resourceFits(pattern, plural, request.subresource)))
  )
}

function wildcard(patterns: readonly string[] | undefined, value: string): boolean {
  return patterns?.some(pattern => pattern === '*' || pattern === value) ?? false
}

function resourceFits(pattern: string, plural: string, subresource: string): boolean {
  const [resource, sub = ''] = pattern.toLowerCase().split('/')
  return (resource === '*' || resource === plural) && (sub === '*' || sub === subresource)
}

function scopeFits(scope: string | undefined, request: Request): boolean {
  if (scope === undefined || scope === '*') return true
  const namespaced = request.namespace !== '' && !isNamespace(request)
  return scope === 'Namespaced' ? namespaced : !namespaced
}

function nameFits(names: readonly string[], { name, object }: Request): boolean {
  if (name !== '') return names.includes(name)
  const generateName = (object?.metadata as AnyObject | undefined)?.generateName
  return typeof generateName === 'string' && names.some(candidate => generateName.startsWith(candidate))
}
