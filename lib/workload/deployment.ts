import type { Construct } from 'constructs'
import type { IDeployment } from 'kubernetes-models/apps/v1'
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { addObject } from './add-object.ts'
import { appLabels, instanceLabels, selectorLabels } from './labels.ts'
import { podTemplate, type PodParts } from './pod.ts'
import { autoscaler, isScaled, replicaProblems, type Replicas } from './scaling.ts'
import { report } from './report.ts'
import type { WorkloadProps } from './workload-props.ts'

/** Adds a Deployment with its autoscaler and its disruption budget. `driven`: another controller sets its size. */
export function addDeployment(
  scope: Construct,
  props: WorkloadProps,
  { parts, replicas, driven }: { parts: PodParts; replicas: Replicas; driven: boolean },
): void {
  const { name, site } = props
  const fixed = !driven && !isScaled(replicas)
  const deployment: IDeployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: appLabels(name, site) },
    spec: {
      ...(fixed && { replicas: replicas.min }),
      revisionHistoryLimit: 3,
      selector: { matchLabels: selectorLabels(name) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template: podTemplate(props, parts),
    },
  }
  addObject(scope, deployment)
  const scaler = autoscaler(name, replicas)
  if (scaler) addObject(scope, scaler)
  if (replicas.min >= 2) addObject(scope, disruptionBudget(name))
  report(scope, name, replicaProblems(replicas))
}

/** One pod at a time: a drain always gets on, and never takes more than one. */
export function disruptionBudget(name: string): IPodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name },
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: instanceLabels(name) },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  }
}
