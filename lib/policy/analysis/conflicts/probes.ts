import type { AnyObject } from '../../request.ts'
import type { MatchResources } from '../../match-resources.ts'
import type { Policy } from '../../policy.ts'

const pod = { containers: [{ name: 'probe', image: 'registry.acme.internal/probe:1.0.0' }] }
const template = { metadata: { labels: { app: 'probe' } }, spec: pod }
const workload = { selector: { matchLabels: { app: 'probe' } }, template }
const job = { template: { ...template, spec: { ...pod, restartPolicy: 'Never' } } }

/** The least that the API server takes of some kinds: no field but those it demands. */
const smallest: readonly AnyObject[] = [
  { apiVersion: 'v1', kind: 'Pod', spec: pod },
  { apiVersion: 'apps/v1', kind: 'Deployment', spec: workload },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { ...workload, serviceName: 'probe' } },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: workload },
  { apiVersion: 'batch/v1', kind: 'Job', spec: job },
  { apiVersion: 'batch/v1', kind: 'CronJob', spec: { schedule: '0 * * * *', jobTemplate: { spec: job } } },
  { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } },
  { apiVersion: 'v1', kind: 'ConfigMap', data: {} },
  { apiVersion: 'v1', kind: 'Secret' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'v1', kind: 'Namespace' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { accessModes: ['ReadWriteOnce'] } },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: { podSelector: {} } },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: {} },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', spec: { maxReplicas: 2 } },
]

/** Objects that are as plain as can be, with the labels that a policy selects by; for what no object of git shows. */
export function probes(policies: readonly Policy[]): AnyObject[] {
  const labels = [{}, ...policies.map(selected).filter(wanted => Object.keys(wanted).length > 0)]
  const variants = new Map(labels.map(wanted => [JSON.stringify(wanted), wanted]))
  return [...variants.values()].flatMap(wanted => smallest.map(object => named(object, wanted)))
}

function selected({ manifest }: Policy): Readonly<Record<string, string>> {
  const { matchConstraints } = manifest.spec as { matchConstraints?: MatchResources }
  return matchConstraints?.objectSelector?.matchLabels ?? {}
}

function named(object: AnyObject, labels: Readonly<Record<string, string>>): AnyObject {
  const namespace = object.kind === 'Namespace' ? {} : { namespace: 'probe' }
  return { ...object, metadata: { name: 'probe', ...namespace, labels } }
}
