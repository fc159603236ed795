import { field, isFields, items, text } from '../../manifest/field.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { find, type Problem, type Site } from './site.ts'

/**
 * Whether a Gateway of the cluster takes the route that Flagger will make.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes
 */
export function gatewayProblems(canary: Manifest, site: Site): Problem[] {
  const refs = items(canary, 'spec.service.gatewayRefs')
  if (refs.length === 0) return [{ message: 'it names no Gateway', fix: 'set gatewayRefs; the contract names one' }]
  return [
    ...(items(canary, 'spec.service.hosts').length > 0 ? [] : [openHost]),
    ...refs.flatMap(ref => refProblems(canary, ref, site)),
  ]
}

const openHost: Problem = {
  message: 'it names no host, so its route would answer every host of the Gateway',
  fix: 'set hosts, or take withoutRoute(platform) for what nobody calls from outside',
}

function refProblems(canary: Manifest, ref: unknown, site: Site): Problem[] {
  const name = text(ref, 'name') ?? ''
  const namespace = text(ref, 'namespace') ?? canary.metadata.namespace ?? ''
  const gateway = find(site, 'gateway.networking.k8s.io/Gateway', { name, namespace })
  const at = `Gateway "${namespace}/${name}"`
  if (!gateway) {
    return [{ message: `${at} is not on cluster "${site.cluster.name}"`, fix: 'correct gatewayRefs, or add it' }]
  }
  const section = text(ref, 'sectionName')
  const listeners = items(gateway, 'spec.listeners').filter(
    listener => section === undefined || text(listener, 'name') === section,
  )
  if (listeners.length === 0) {
    const names = items(gateway, 'spec.listeners').map(listener => text(listener, 'name'))
    return [{ message: `${at} has no listener "${section}"`, fix: `use one of ${names.join(', ')}` }]
  }
  const open = listeners.filter(listener => admits(listener, canary, { gateway, site }))
  if (open.length === 0) {
    const message = `${at} takes no routes from namespace "${canary.metadata.namespace ?? ''}"`
    return [{ message, fix: 'label the namespace as its listeners ask, or use another Gateway' }]
  }
  return hostProblems(canary, open, at)
}

function hostProblems(canary: Manifest, listeners: readonly unknown[], at: string): Problem[] {
  const served = listeners.map(listener => text(listener, 'hostname'))
  return items(canary, 'spec.service.hosts')
    .map(String)
    .filter(host => !served.some(pattern => pattern === undefined || covers(pattern, host)))
    .map(host => ({ message: `${at} does not serve "${host}"`, fix: `use a host of ${served.join(', ')}` }))
}

/** A wildcard stands for one label or more. */
function covers(pattern: string, host: string): boolean {
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : pattern === host
}

function admits(listener: unknown, canary: Manifest, { gateway, site }: { gateway: Manifest; site: Site }): boolean {
  const namespace = canary.metadata.namespace
  switch (text(listener, 'allowedRoutes.namespaces.from') ?? 'Same') {
    case 'All':
      return true
    case 'Same':
      return namespace === gateway.metadata.namespace
    case 'Selector': {
      const found = site.ofKind('/Namespace').find(({ metadata }) => metadata.name === namespace)
      const labels = { 'kubernetes.io/metadata.name': namespace ?? '', ...found?.metadata.labels }
      return selects(field(listener, 'allowedRoutes.namespaces.selector'), labels)
    }
    default:
      return false
  }
}

function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const wanted = field(selector, 'matchLabels')
  const equal = !isFields(wanted) || Object.entries(wanted).every(([label, value]) => labels[label] === value)
  return equal && items(selector, 'matchExpressions').every(expression => holds(expression, labels))
}

function holds(expression: unknown, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[text(expression, 'key') ?? '']
  const values = items(expression, 'values')
  switch (text(expression, 'operator')) {
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'In':
      return values.includes(value)
    case 'NotIn':
      return !values.includes(value)
    default:
      return false
  }
}
