import type { Construct } from 'constructs'
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import type { Cluster } from '../fleet/cluster.ts'
import type { TrafficProvider } from '../fleet/traffic-provider.ts'
import type { Ability } from '../flagger/ability.ts'
import { withoutRoute, type CanaryPlatform } from '../flagger/canary-platform.ts'
import { Canary } from '../flagger/canary.ts'
import { directCaller } from '../flagger/direct-traffic.ts'
import type { Release } from '../flagger/release.ts'
import { alertChannelName } from '../tenant/tenant.ts'
import { addObject } from './add-object.ts'
import { instanceLabels } from './labels.ts'
import { fromPeer } from './network.ts'
import { report } from './report.ts'
import type { Rollout, RolloutTarget } from './rollout.ts'
import { hostname } from './route.ts'
import { isScaled } from './scaling.ts'

/** One way of releasing, or another one for some clusters: the most specific layer is taken whole. */
export type CanaryChoice<N extends Ability = Ability> = Release<N> | ReleaseLayers<N>

/** As `Layers`, but whole: half of a release and half of another one make none. */
interface ReleaseLayers<N extends Ability> {
  readonly default: Release<N>
  readonly environments?: Readonly<Record<string, Release<N>>>
  readonly regions?: Readonly<Record<string, Release<N>>>
  readonly clusters?: Readonly<Record<string, Release<N>>>
}

/** The layers of a choice, whose names the renderer looks up. */
export function releaseLayers(choice: CanaryChoice | undefined): ReleaseLayers<Ability>[] {
  return choice && 'default' in choice ? [choice] : []
}

/** How an app is released on a cluster; undefined where nothing there could shift its traffic. */
export function canaryRollout(
  choice: CanaryChoice | undefined,
  platform: CanaryPlatform,
  cluster: Cluster,
): Rollout | undefined {
  if (choice === undefined || cluster.traffic === undefined) return undefined
  const release = releaseOn(choice, cluster)
  return (scope, target) => addCanary(scope, target, { platform, release: toldTo(alertChannelName, release) })
}

function releaseOn(choice: CanaryChoice, { name, region, environment }: Cluster): Release {
  if (!('default' in choice)) return choice
  const { clusters, regions, environments } = choice
  return clusters?.[name] ?? regions?.[region] ?? environments?.[environment.name] ?? choice.default
}

/** Who says nothing tells the tenant: a release that fails unheard is tried again by the next push. */
function toldTo(channel: string, release: Release): Release {
  return release.alerts.length > 0 ? release : { ...release, alerts: [{ name: channel }] }
}

interface Chosen {
  readonly platform: CanaryPlatform
  readonly release: Release
}

/** Without a route no request passes the gateway, so that only Kubernetes itself is left to switch between versions. */
function addCanary(scope: Construct, target: RolloutTarget, { platform, release }: Chosen): void {
  const { name, site, port, route, replicas } = target
  const reached = route ? platform : withoutRoute(platform)
  const kind = replicas.scale.by === 'triggers' ? 'ScaledObject' : 'HorizontalPodAutoscaler'
  new Canary<TrafficProvider, Ability>(scope, 'canary', {
    platform: reached,
    target: name,
    port,
    hosts: route ? [hostname(route, site)] : [],
    paths: route?.path ? [route.path] : [],
    ...(isScaled(replicas) && { autoscaler: { kind, name } }),
    release,
  })
  const tester = directCaller(release, reached)
  if (tester !== undefined) addObject(scope, admitTester(name, tester, port))
  report(scope, name, route ? providerProblems(platform, site.cluster) : strategyProblems(release))
}

/** Beside the app's own policy, which does not know how the app is released; policies add up. */
function admitTester(name: string, namespace: string, port: number): INetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${name}-canary` },
    spec: {
      podSelector: { matchLabels: instanceLabels(name) },
      policyTypes: ['Ingress'],
      ingress: [fromPeer({ namespace }, port)],
    },
  }
}

function providerProblems({ provider }: CanaryPlatform, { name, traffic }: Cluster): string[] {
  if (provider === traffic) return []
  return [`is released through ${provider}, but ${name} shifts traffic by ${traffic}; give both the same provider`]
}

function strategyProblems({ strategy }: Release): string[] {
  if (strategy.kind === 'blueGreen') return []
  return [`${strategy.kind}(...) shifts requests at the gateway, but there is no route; add one, or use blueGreen(...)`]
}
