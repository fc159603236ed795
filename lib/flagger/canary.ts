import { ApiObject, Chart } from 'cdk8s'
import { Construct } from 'constructs'
import type { TrafficProvider } from '../fleet/traffic-provider.ts'
import type { Timespan } from '../manifest/timespan.ts'
import { toSeconds } from '../manifest/timespan.ts'
import type { Ability, Refusal } from './ability.ts'
import { analysisSpec } from './analysis-spec.ts'
import type { CanaryPlatform } from './canary-platform.ts'
import { renderGate, type RenderedGate } from './metrics.ts'
import type { Reason, Release } from './release.ts'

/** The autoscaler of the target; Flagger makes one like it for the primary and pauses this one between releases. */
export interface AutoscalerRef {
  readonly kind: 'HorizontalPodAutoscaler' | 'ScaledObject'
  readonly name: string
  /** Queries of the primary's ScaledObject by trigger name, where a query names the workload. */
  readonly primaryQueries?: Readonly<Record<string, string>>
}

export interface CanaryProps<P extends TrafficProvider = TrafficProvider, N extends Ability = Ability> {
  readonly platform: CanaryPlatform<P>
  /** Name of the workload that Flagger takes over; the Services and the route get this name too. */
  readonly target: string
  /** @default 'Deployment' */
  readonly kind?: 'Deployment' | 'DaemonSet'
  /** Port of the Services. */
  readonly port: number
  /** Name or number of the container's port. @default `port` */
  readonly targetPort?: string | number
  /** Host names of the route. @default every host of the gateway */
  readonly hosts?: readonly string[]
  /** Path prefixes of the route. @default all paths */
  readonly paths?: readonly `/${string}`[]
  readonly autoscaler?: AutoscalerRef
  readonly release: Release<N>
  /** Time the pods have to become ready before the release is rolled back. @default 10m */
  readonly progressDeadline?: Timespan
}

/** Nothing where the provider can do what the release needs; else a sentence that nobody can satisfy. */
export type Feasible<P extends TrafficProvider, N extends Ability> = [Refusal<P, N>] extends [never]
  ? unknown
  : { readonly release: Refusal<P, N> }

/** A progressive release of one workload, with the metric templates that its gates need. */
export class Canary<P extends TrafficProvider, const N extends Ability> extends Construct {
  readonly target: string

  constructor(scope: Construct, id: string, props: CanaryProps<P, N> & Feasible<P, N>) {
    super(scope, id)
    this.target = props.target
    const namespace = Chart.of(this).namespace
    const gates = renderedGates(props)
    this.node.addValidation({ validate: () => cookieProblems(props) })
    for (const { template } of gates) {
      if (template) new ApiObject(this, `metric-${template.metadata.name}`, template)
    }
    new ApiObject(this, 'Resource', {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { name: props.target, ...annotations(props.release) },
      spec: canarySpec(props, { namespace, gates }),
    })
  }
}

/** What the types cannot say: nginx takes a cookie's name, and its value has to be its own word. */
function cookieProblems({ platform, release: { strategy } }: CanaryProps): string[] {
  if (platform.provider !== 'nginx' || strategy.kind !== 'abTest') return []
  return strategy.match
    .filter(({ where, value }) => where === 'cookie' && value !== 'always')
    .map(
      ({ name }) => `nginx matches the cookie "${name}" by the value "always" only; write cookie("${name}", "always")`,
    )
}

function renderedGates({ target, platform, release: { gates, strategy, every } }: CanaryProps): RenderedGate[] {
  return gates.map(gate => renderGate(gate, { target, platform, strategy, interval: every }))
}

function canarySpec(
  props: CanaryProps,
  { namespace, gates }: { namespace: string | undefined; gates: readonly RenderedGate[] },
): object {
  const { target, platform, port, hosts = [], autoscaler, release, progressDeadline = '10m' } = props
  const released = { target, port, host: hosts[0], namespace, platform }
  return {
    provider: platform.provider,
    targetRef: { apiVersion: 'apps/v1', kind: props.kind ?? 'Deployment', name: target },
    ...(autoscaler && { autoscalerRef: autoscalerSpec(autoscaler) }),
    progressDeadlineSeconds: toSeconds(progressDeadline),
    ...(release.suspend && { suspend: true }),
    ...(release.skipAnalysis && { skipAnalysis: true }),
    service: serviceSpec(props),
    analysis: { ...analysisSpec(release, released), metrics: gates.map(({ metric }) => metric) },
  }
}

function serviceSpec({ platform, port, targetPort = port, hosts = [], paths = [] }: CanaryProps): object {
  const { gateway } = platform
  const listener = gateway?.listener && { sectionName: gateway.listener }
  return {
    port,
    targetPort,
    ...(hosts.length > 0 && { hosts }),
    ...(paths.length > 0 && { match: paths.map(prefix => ({ uri: { prefix } })) }),
    ...(gateway && {
      gatewayRefs: [{ name: gateway.name, namespace: gateway.namespace, ...listener }],
      // Envoy Gateway puts all backends of a rule into one Envoy cluster, so that primary and canary could not be told
      // apart in its metrics, unless a backend's Service asks for local traffic.
      // https://github.com/envoyproxy/gateway/blob/main/internal/ir/xds.go (NeedsClusterPerSetting)
      trafficDistribution: 'PreferClose',
    }),
  }
}

function autoscalerSpec({ kind, name, primaryQueries }: AutoscalerRef): object {
  const apiVersion = kind === 'ScaledObject' ? 'keda.sh/v1alpha1' : 'autoscaling/v2'
  return { apiVersion, kind, name, ...(primaryQueries && { primaryScalerQueries: primaryQueries }) }
}

function annotations({ suspend, skipAnalysis }: Release): { annotations?: Record<string, string> } {
  const reasons = Object.entries({ 'suspend-reason': suspend, 'skip-analysis-reason': skipAnalysis }).filter(
    (entry): entry is [string, Reason] => entry[1] !== undefined,
  )
  if (reasons.length === 0) return {}
  return { annotations: Object.fromEntries(reasons.map(([name, { reason }]) => [`waybill.dev/${name}`, reason])) }
}
