import { Construct } from 'constructs'
import { addObject } from './add-object.ts'
import { addDeployment } from './deployment.ts'
import { httpProbes, type Health } from './http-probes.ts'
import { podMonitor, type Metrics } from './monitor.ts'
import { fromPeer } from './network.ts'
import type { Rollout } from './rollout.ts'
import { defaultReplicas, type Replicas } from './scaling.ts'
import { report } from './report.ts'
import { addSurroundings } from './surroundings.ts'
import type { Variables } from './variable.ts'
import { portProblems } from './web-service.ts'
import type { WorkloadProps, WorkloadSpec } from './workload-props.ts'

/** What an app that works through a queue may say. */
export interface WorkerSpec<V extends Variables = Variables> extends WorkloadSpec<V> {
  /** Port of the health and metrics endpoints; nobody calls it but kubelet and Prometheus. @default 9090 */
  readonly port?: number
  /** @default `/readyz` and `/livez` */
  readonly health?: Health
  /** @default `/metrics` */
  readonly metrics?: Omit<Metrics, 'port'> | false
}

export interface WorkerProps<V extends Variables = Variables>
  extends Omit<WorkerSpec<V>, keyof WorkloadSpec>, WorkloadProps<V> {
  /** @default the cluster's least number, three times that at most, by CPU */
  readonly replicas?: Replicas
  /** @default a rolling update */
  readonly rollout?: Rollout
}

/** A process that takes work instead of requests: no Service, no route, nobody may connect but Prometheus. */
export class Worker extends Construct {
  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id)
    const { name, site, port = 9090, metrics = {}, rollout } = props
    const replicas = props.replicas ?? defaultReplicas(site.standard.minReplicas)
    const scraped = metrics === false ? [] : [fromPeer(site.tenant.tenancy.metrics, port)]
    const environment = addSurroundings(this, props, scraped)
    const parts = {
      environment,
      ports: [{ name: 'admin', containerPort: port }],
      probes: httpProbes('admin', props.health),
      spreadBy: 'pod-template-hash' as const,
      routed: false,
    }
    addDeployment(this, props, { parts, replicas, driven: rollout !== undefined })
    rollout?.(this, { name, site, port, route: undefined, replicas })
    if (metrics !== false) addObject(this, podMonitor(name, 'admin', { metrics, site }))
    report(this, name, portProblems(port))
  }
}
