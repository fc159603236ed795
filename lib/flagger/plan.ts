import type { Manifest } from '../manifest/manifest.ts'
import { toSeconds } from '../manifest/timespan.ts'

/** A Canary as Flagger's controller understands it: every default filled in. */
export interface Plan {
  readonly name: string
  readonly provider: string | undefined
  readonly strategy: 'weighted' | 'abTest' | 'blueGreen'
  readonly intervalSeconds: number
  /** Failed checks that roll back. */
  readonly threshold: number
  readonly stepWeight: number
  readonly stepWeights: readonly number[]
  readonly maxWeight: number
  /** 0: all at once. */
  readonly promotionStep: number
  readonly iterations: number
  readonly mirror: boolean
  readonly deadlineSeconds: number
  readonly skipAnalysis: boolean
  readonly suspend: boolean
  readonly hooks: readonly PlannedHook[]
  readonly metrics: readonly PlannedMetric[]
}

export interface PlannedHook {
  readonly type: string
  readonly name: string
  /** Who decides, where a person does. */
  readonly ask: string | undefined
  readonly timeoutSeconds: number
  readonly retries: number
}

export interface PlannedMetric {
  readonly name: string
  readonly min: number | undefined
  readonly max: number | undefined
  readonly intervalSeconds: number
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads a Canary the way the controller does, whatever it holds.
 * @see https://github.com/fluxcd/flagger/blob/main/pkg/apis/flagger/v1beta1/canary.go
 */
export function readPlan(canary: Manifest): Plan {
  const spec = fields(canary['spec'])
  const analysis = fields(spec['analysis'])
  const provider = text(spec['provider'])
  const iterations = number(analysis['iterations']) || (provider === 'kubernetes' ? 10 : 0)
  return {
    name: canary.metadata.name,
    provider,
    strategy:
      iterations > 0
        ? list(analysis['match']).length > 0 && provider !== 'kubernetes'
          ? 'abTest'
          : 'blueGreen'
        : 'weighted',
    ...pace(analysis),
    iterations,
    mirror: analysis['mirror'] === true,
    deadlineSeconds: number(spec['progressDeadlineSeconds']) ?? 600,
    skipAnalysis: spec['skipAnalysis'] === true || spec['analysis'] === undefined,
    suspend: spec['suspend'] === true,
    hooks: list(analysis['webhooks']).map(readHook),
    metrics: list(analysis['metrics']).map(readMetric),
  }
}

function pace(analysis: Fields): Pick<Plan, 'intervalSeconds' | 'threshold' | 'promotionStep'> & Weights {
  return {
    // Flagger waits a minute where it is told nothing it understands, and never less than ten seconds.
    intervalSeconds: Math.max(10, seconds(analysis['interval'], 60)),
    threshold: Math.max(1, number(analysis['threshold']) ?? 1),
    promotionStep: number(analysis['stepWeightPromotion']) ?? 0,
    ...weights(analysis),
  }
}

type Weights = Pick<Plan, 'stepWeight' | 'stepWeights' | 'maxWeight'>

function weights(analysis: Fields): Weights {
  const stepWeights = (Array.isArray(analysis['stepWeights']) ? analysis['stepWeights'] : []).map(Number)
  const maxWeight = stepWeights.length > 0 ? Math.min(100, stepWeights.at(-1)!) : number(analysis['maxWeight']) || 100
  return { stepWeight: number(analysis['stepWeight']) ?? 0, stepWeights, maxWeight }
}

function readHook(hook: Fields): PlannedHook {
  return {
    type: text(hook['type']) || 'rollout',
    name: text(hook['name']) ?? '',
    ask: text(fields(hook['metadata'])['ask']),
    timeoutSeconds: seconds(hook['timeout'], 10),
    retries: number(hook['retries']) ?? 0,
  }
}

function readMetric(metric: Fields): PlannedMetric {
  const name = text(metric['name']) ?? ''
  const range = fields(metric['thresholdRange'])
  const threshold = number(metric['threshold'])
  return {
    name,
    // The old single threshold is a minimum for the success rate only.
    min: number(range['min']) ?? (name === 'request-success-rate' ? threshold : undefined),
    max: number(range['max']) ?? (name === 'request-success-rate' ? undefined : threshold),
    intervalSeconds: seconds(metric['interval'], 60),
  }
}

function seconds(value: unknown, otherwise: number): number {
  const read = typeof value === 'string' ? toSeconds(value) : Number.NaN
  return Number.isNaN(read) ? otherwise : read
}

/** The fields of an object; none where it is something else. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** The objects of a list; none where it is something else. */
export function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fields) : []
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
