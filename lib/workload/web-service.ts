import { Construct } from 'constructs'
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1'
import type { IEnvVar, IService } from 'kubernetes-models/v1'
import { addObject } from './add-object.ts'
import { addDeployment } from './deployment.ts'
import { httpProbes, type Health } from './http-probes.ts'
import { appLabels, selectorLabels } from './labels.ts'
import { podMonitor, serviceMonitor, type Metrics } from './monitor.ts'
import { fromCallers, fromPeer } from './network.ts'
import type { PodParts } from './pod.ts'
import type { Rollout } from './rollout.ts'
import { httpRoute, routeProblems, trafficPolicy, type Route } from './route.ts'
import { defaultReplicas, type Replicas } from './scaling.ts'
import { report } from './report.ts'
import { addSurroundings } from './surroundings.ts'
import type { Variables } from './variable.ts'
import type { WorkloadProps, WorkloadSpec } from './workload-props.ts'

/** What an app that answers requests may say. */
export interface WebServiceSpec<V extends Variables = Variables> extends WorkloadSpec<V> {
  /** @default 8080 */
  readonly port?: number
  /** @default `/readyz` and `/livez` */
  readonly health?: Health
  /** `false` for a process that has none. @default `/metrics` on the port that serves */
  readonly metrics?: Metrics | false
  /** @default not reachable from outside the cluster */
  readonly route?: Route
}

export interface WebServiceProps<V extends Variables = Variables>
  extends Omit<WebServiceSpec<V>, keyof WorkloadSpec>, WorkloadProps<V> {
  /** @default the cluster's least number, three times that at most, by CPU */
  readonly replicas?: Replicas
  /** @default a rolling update */
  readonly rollout?: Rollout
}

/** A service that answers HTTP: Deployment, Service, autoscaler, route, monitor, and all that protects them. */
export class WebService extends Construct {
  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id)
    const { rollout, route, site, name } = props
    const replicas = props.replicas ?? defaultReplicas(site.standard.minReplicas)
    const environment = addSurroundings(this, props, ingress(props))
    addDeployment(this, props, { parts: parts(props, environment), replicas, driven: rollout !== undefined })
    if (rollout) rollout(this, { name, site, port: portOf(props), route, replicas })
    else addFront(this, props)
    addMonitor(this, props)
    const policy = route && trafficPolicy(name, route)
    if (policy) addObject(this, policy)
    report(this, name, [...portProblems(portOf(props)), ...(route ? routeProblems(route) : [])])
  }
}

function portOf({ port = 8080 }: WebServiceProps): number {
  return port
}

/** Absent where the process has no metrics. */
function metricsPort({ metrics = {}, port = 8080 }: WebServiceProps): number | undefined {
  return metrics === false ? undefined : (metrics.port ?? port)
}

function parts(props: WebServiceProps, environment: readonly IEnvVar[]): PodParts {
  const metrics = metricsPort(props)
  const own = metrics !== undefined && metrics !== portOf(props)
  return {
    environment,
    ports: [
      { name: 'http', containerPort: portOf(props) },
      ...(own ? [{ name: 'metrics', containerPort: metrics }] : []),
    ],
    probes: httpProbes('http', props.health),
    spreadBy: 'pod-template-hash',
    routed: true,
  }
}

function ingress(props: WebServiceProps): INetworkPolicyIngressRule[] {
  const { gateway, metrics: scraper } = props.site.tenant.tenancy
  const metrics = metricsPort(props)
  return [
    ...(props.route ? [fromPeer(gateway, portOf(props))] : []),
    ...(metrics === undefined ? [] : [fromPeer(scraper, metrics)]),
    ...fromCallers(props.callers ?? [], portOf(props)),
  ]
}

/** The Service, and the route to it. */
function addFront(scope: Construct, props: WebServiceProps): void {
  const { name, site, route } = props
  const service: IService = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: appLabels(name, site) },
    spec: {
      type: 'ClusterIP',
      selector: selectorLabels(name),
      ports: (parts(props, []).ports ?? []).map(({ name: port, containerPort }) => ({
        name: port!,
        port: containerPort,
        targetPort: port!,
        ...(port === 'http' && { appProtocol: 'http' }),
      })),
    },
  }
  addObject(scope, service)
  if (route) addObject(scope, httpRoute(name, portOf(props), { route, site }))
}

function addMonitor(scope: Construct, props: WebServiceProps): void {
  const { name, site, metrics = {}, rollout } = props
  if (metrics === false) return
  const port = metricsPort(props) === portOf(props) ? 'http' : 'metrics'
  addObject(scope, (rollout ? podMonitor : serviceMonitor)(name, port, { metrics, site }))
}

export function portProblems(port: number): string[] {
  if (!Number.isInteger(port) || port < 1 || port > 65535) return [`port is ${port}; use a whole number up to 65535`]
  return port < 1024 ? [`port ${port} needs a right that restricted pods don't have; listen on 1024 or above`] : []
}
