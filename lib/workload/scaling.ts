import type { Cron } from 'cdk8s'
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'

/** What decides how many pods run. */
export type Scale = CpuScale | TriggerScale

interface CpuScale {
  readonly by: 'cpu'
  /** Percent of the requested CPU that the autoscaler aims at. */
  readonly percent: number
}

/** Triggers of KEDA; one of them may wake a workload that sleeps at zero. */
interface TriggerScale {
  readonly by: 'triggers'
  readonly triggers: readonly (Trigger | OwnedTrigger)[]
}

/** A trigger that has to know the app it scales. */
export type OwnedTrigger = (owner: string) => Trigger

/** @see https://keda.sh/docs/latest/reference/scaledobject-spec/#triggers */
export interface Trigger {
  readonly type: string
  readonly metadata: Readonly<Record<string, string>>
  readonly authenticationRef?: { readonly name: string }
}

/** How many pods, and what moves the number. Where `min` is `max`, nothing does. */
export interface Replicas {
  readonly min: number
  readonly max: number
  readonly scale: Scale
}

/** From the least number to three times that, by CPU. */
export function defaultReplicas(min: number): Replicas {
  return { min, max: min * 3, scale: byCpu() }
}

/** Follows the CPU: a HorizontalPodAutoscaler. */
export function byCpu(percent = 75): Scale {
  return { by: 'cpu', percent }
}

/** Follows triggers: a ScaledObject, which may go down to zero. */
export function byTriggers(triggers: readonly [Trigger | OwnedTrigger, ...(Trigger | OwnedTrigger)[]]): Scale {
  return { by: 'triggers', triggers }
}

/** Runs `pods` between two points in time and the minimum at other times. */
export function cronTrigger(window: { start: Cron; end: Cron; timezone: string; pods: number }): Trigger {
  return {
    type: 'cron',
    metadata: {
      timezone: window.timezone,
      start: window.start.expressionString,
      end: window.end.expressionString,
      desiredReplicas: String(window.pods),
    },
  }
}

/** Whether a controller writes `spec.replicas`, so that dist must not. */
export function isScaled({ min, max, scale }: Replicas): boolean {
  return scale.by === 'triggers' || min < max
}

/** The autoscaler of a Deployment, or nothing where its size is fixed. */
export function autoscaler(name: string, replicas: Replicas): IHorizontalPodAutoscaler | ScaledObject | undefined {
  if (replicas.scale.by === 'triggers') return scaledObject(name, replicas, replicas.scale.triggers)
  return replicas.min < replicas.max ? horizontal(name, replicas, replicas.scale.percent) : undefined
}

function horizontal(name: string, { min, max }: Replicas, percent: number): IHorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } } },
      ],
    },
  }
}

/** @see https://keda.sh/docs/latest/reference/scaledobject-spec/ */
export interface ScaledObject {
  readonly apiVersion: 'keda.sh/v1alpha1'
  readonly kind: 'ScaledObject'
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly scaleTargetRef: { readonly name: string }
    readonly minReplicaCount: number
    readonly maxReplicaCount: number
    readonly triggers: readonly Trigger[]
  }
}

function scaledObject(name: string, { min, max }: Replicas, declared: TriggerScale['triggers']): ScaledObject {
  const triggers = declared.map(trigger => (typeof trigger === 'function' ? trigger(name) : trigger))
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name },
    spec: { scaleTargetRef: { name }, minReplicaCount: min, maxReplicaCount: max, triggers },
  }
}

/** Why these numbers cannot work, each as `what; what to do`. */
export function replicaProblems({ min, max, scale }: Replicas): string[] {
  if (!Number.isInteger(min) || !Number.isInteger(max)) return [`replicas are ${min} to ${max}; use whole numbers`]
  if (min > max) return [`min is ${min} but max is ${max}; raise max or lower min`]
  if (max < 1) return [`max is ${max}; at least 1 pod has to be allowed`]
  if (min < 1 && scale.by === 'cpu')
    return ['scales down to 0 by CPU, which nothing could wake; use a queue or a schedule, or min 1']
  return []
}
