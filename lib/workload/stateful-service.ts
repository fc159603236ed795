import { Construct } from 'constructs'
import type { IStatefulSet } from 'kubernetes-models/apps/v1'
import type { IService } from 'kubernetes-models/v1'
import { addObject } from './add-object.ts'
import { disruptionBudget } from './deployment.ts'
import { httpProbes, type Health } from './http-probes.ts'
import { appLabels, selectorLabels } from './labels.ts'
import { serviceMonitor, type Metrics } from './monitor.ts'
import { fromCallers, fromPeer } from './network.ts'
import { podTemplate, type PodTemplate } from './pod.ts'
import { report } from './report.ts'
import { addSurroundings } from './surroundings.ts'
import type { Variables } from './variable.ts'
import { portProblems } from './web-service.ts'
import type { WorkloadProps, WorkloadSpec } from './workload-props.ts'

/** A volume of each pod that outlives it. */
export interface Data {
  /** Absolute path in the container. */
  readonly path: `/${string}`
  readonly sizeGi: number
  /** @default the cluster's default class */
  readonly storageClass?: string
  /** Why losing the volume is harmless. There is no backup here: data that must survive belongs into a Database or a Bucket. */
  readonly withoutBackup: string
}

/** What an app that keeps state on its own disk may say. */
export interface StatefulServiceSpec<V extends Variables = Variables> extends WorkloadSpec<V> {
  /** @default 8080 */
  readonly port?: number
  readonly data: Data
  /** @default `/readyz` and `/livez` */
  readonly health?: Health
  /** @default `/metrics` on the port that serves */
  readonly metrics?: Pick<Metrics, 'path'> | false
}

export interface StatefulServiceProps<V extends Variables = Variables>
  extends Omit<StatefulServiceSpec<V>, keyof WorkloadSpec>, WorkloadProps<V> {
  /** @default the cluster's least number */
  readonly replicas?: number
}

/** A service whose pods have a name and a disk of their own. Nothing scales it: its members know each other. */
export class StatefulService extends Construct {
  constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id)
    const { name, site, port = 8080, metrics = {}, callers = [], replicas = site.standard.minReplicas } = props
    const scraped = metrics === false ? [] : [fromPeer(site.tenant.tenancy.metrics, port)]
    const members = { name, namespace: site.namespace }
    const environment = addSurroundings(this, props, [...scraped, ...fromCallers([...callers, members], port)])
    addObject(this, statefulSet(props, environment, replicas))
    addObject(this, headless(props))
    if (replicas >= 2) addObject(this, disruptionBudget(name))
    if (metrics !== false) addObject(this, serviceMonitor(name, 'http', { metrics, site }))
    report(this, name, [...portProblems(port), ...dataProblems(props.data)])
  }
}

function statefulSet(
  props: StatefulServiceProps,
  environment: ReturnType<typeof addSurroundings>,
  replicas: number,
): IStatefulSet {
  const { name, site, data } = props
  const reason = `${site.tenant.tenancy.labelPrefix}/without-backup`
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, labels: appLabels(name, site), annotations: { [reason]: data.withoutBackup } },
    spec: {
      replicas,
      serviceName: name,
      selector: { matchLabels: selectorLabels(name) },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: member(props, environment),
      volumeClaimTemplates: [claim(data)],
    },
  }
}

function member(props: StatefulServiceProps, environment: ReturnType<typeof addSurroundings>): PodTemplate {
  return podTemplate(props, {
    environment,
    ports: [{ name: 'http', containerPort: props.port ?? 8080 }],
    probes: httpProbes('http', props.health),
    mounts: [{ name: 'data', mountPath: props.data.path }],
    spreadBy: 'controller-revision-hash',
    routed: true,
  })
}

function claim({ sizeGi, storageClass }: Data) {
  return {
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce' as const],
      resources: { requests: { storage: `${sizeGi}Gi` } },
      ...(storageClass && { storageClassName: storageClass }),
    },
  }
}

/** Gives every pod a DNS name, also before it is ready: members find each other while they start. */
function headless({ name, site, port = 8080 }: StatefulServiceProps): IService {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: appLabels(name, site) },
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorLabels(name),
      ports: [{ name: 'http', port, targetPort: 'http', appProtocol: 'http' }],
    },
  }
}

function dataProblems({ sizeGi, withoutBackup: reason }: Data): string[] {
  return [
    ...(sizeGi > 0 ? [] : [`data.sizeGi is ${sizeGi}; use a number above 0`]),
    ...(reason.trim() === '' ? ['data.withoutBackup is empty; say why losing the volume is harmless'] : []),
  ]
}
