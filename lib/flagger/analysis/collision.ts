import { field, items, text } from '../../manifest/field.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { groupKind, objectTitle } from '../../manifest/object-key.ts'
import { serviceName, type Problem, type Site } from './site.ts'

/** The kind of route that each provider's router writes, named after the Service. */
const routes: Readonly<Record<string, readonly string[]>> = {
  'gatewayapi:v1': ['gateway.networking.k8s.io/HTTPRoute'],
  istio: ['networking.istio.io/VirtualService', 'networking.istio.io/DestinationRule'],
  linkerd: ['split.smi-spec.io/TrafficSplit'],
  contour: ['projectcontour.io/HTTPProxy'],
  gloo: ['gateway.solo.io/RouteTable'],
  traefik: ['traefik.io/TraefikService'],
  kuma: ['kuma.io/TrafficRoute'],
}

/** What Flagger makes for the Canary and somebody else renders too, and canaries that share what only one can have. */
export function collisionProblems(canary: Manifest, site: Site): Problem[] {
  return [...renderedTwice(canary, site), ...sharedTarget(canary, site), ...sharedRoute(canary, site)]
}

function renderedTwice(canary: Manifest, site: Site): Problem[] {
  const service = serviceName(canary)
  const target = text(canary, 'spec.targetRef.name') ?? ''
  const made: [kind: string, ...names: string[]][] = [
    ['/Service', service, `${service}-primary`, `${service}-canary`],
    [`apps/${text(canary, 'spec.targetRef.kind') ?? ''}`, `${target}-primary`],
    ['autoscaling/HorizontalPodAutoscaler', `${text(canary, 'spec.autoscalerRef.name') ?? target}-primary`],
    ['keda.sh/ScaledObject', `${text(canary, 'spec.autoscalerRef.name') ?? target}-primary`],
    ...routeKinds(canary).map(kind => [kind, service] as [string, string]),
  ]
  return made
    .flatMap(([kind, ...names]) => site.ofKind(kind).filter(({ metadata }) => names.includes(metadata.name)))
    .filter(({ metadata }) => metadata.namespace === canary.metadata.namespace)
    .map(found => ({
      message: `${objectTitle(found)} is rendered, but Flagger makes it`,
      fix: 'take it out; what it sets belongs under spec.service of the Canary',
    }))
}

function routeKinds(canary: Manifest): readonly string[] {
  return routes[text(canary, 'spec.provider') ?? ''] ?? []
}

function others(canary: Manifest, site: Site): Manifest[] {
  return site.ofKind('flagger.app/Canary').filter(other => other !== canary)
}

function sharedTarget(canary: Manifest, site: Site): Problem[] {
  const id = (of: Manifest) =>
    [of.metadata.namespace, text(of, 'spec.targetRef.kind'), text(of, 'spec.targetRef.name')].join('/')
  return others(canary, site)
    .filter(other => id(other) === id(canary))
    .map(other => ({
      message: `${objectTitle(other)} releases the same ${text(canary, 'spec.targetRef.kind')}`,
      fix: 'keep one of the two',
    }))
}

/** Two routes with one host and one path: the older one wins, and the other release moves no traffic. */
function sharedRoute(canary: Manifest, site: Site): Problem[] {
  const own = addresses(canary)
  const rivals = [
    ...others(canary, site).map(other => [other, addresses(other)] as const),
    ...site.ofKind('gateway.networking.k8s.io/HTTPRoute').map(route => [route, addresses(route)] as const),
  ]
  return rivals.flatMap(([rival, taken]) => {
    if (routedBySelf(canary, rival)) return []
    const both = own.find(address => taken.includes(address))
    return both === undefined
      ? []
      : [{ message: `${objectTitle(rival)} answers ${both} too`, fix: 'change host or path' }]
  })
}

/** The route that Flagger makes is reported as rendered twice already. */
function routedBySelf(canary: Manifest, rival: Manifest): boolean {
  return (
    groupKind(rival) !== 'flagger.app/Canary' &&
    rival.metadata.name === serviceName(canary) &&
    rival.metadata.namespace === canary.metadata.namespace
  )
}

/** `host/path` of everything that is answered; nothing where no host is named. */
function addresses(manifest: Manifest): string[] {
  if (manifest.kind === 'Canary') {
    const matches = items(manifest, 'spec.service.match').map(
      match => text(match, 'uri.prefix') ?? text(match, 'uri.exact'),
    )
    const paths = matches.length > 0 ? matches.map(path => path ?? '/') : ['/']
    return combine(items(manifest, 'spec.service.hosts'), paths)
  }
  const matches = items(manifest, 'spec.rules').flatMap(rule => items(rule, 'matches'))
  const open = matches.filter(
    match => field(match, 'headers') === undefined && field(match, 'queryParams') === undefined,
  )
  const paths = matches.length > 0 ? open.map(match => text(match, 'path.value') ?? '/') : ['/']
  return combine(items(manifest, 'spec.hostnames'), paths)
}

function combine(hosts: readonly unknown[], paths: readonly string[]): string[] {
  return hosts.flatMap(host => paths.map(path => `${String(host)}${path}`))
}
