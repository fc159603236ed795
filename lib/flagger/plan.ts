import { field, items, number, text } from '../manifest/field.ts'
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

/**
 * Reads a Canary the way the controller does, whatever it holds.
 * @see https://github.com/fluxcd/flagger/blob/main/pkg/apis/flagger/v1beta1/canary.go
 */
export function readPlan(canary: Manifest): Plan {
  const provider = text(canary, 'spec.provider')
  const analysis = field(canary, 'spec.analysis')
  const iterations = number(analysis, 'iterations') || (provider === 'kubernetes' ? 10 : 0)
  return {
    name: canary.metadata.name,
    provider,
    strategy: iterations > 0 ? (isAbTest(canary) ? 'abTest' : 'blueGreen') : 'weighted',
    ...pace(analysis),
    iterations,
    mirror: field(analysis, 'mirror') === true,
    deadlineSeconds: number(canary, 'spec.progressDeadlineSeconds') ?? 600,
    skipAnalysis: field(canary, 'spec.skipAnalysis') === true || analysis === undefined,
    suspend: field(canary, 'spec.suspend') === true,
    hooks: items(analysis, 'webhooks').map(readHook),
    metrics: items(analysis, 'metrics').map(readMetric),
  }
}

/** The kubernetes provider drops the conditions of an A/B test. */
function isAbTest(canary: Manifest): boolean {
  return items(canary, 'spec.analysis.match').length > 0 && text(canary, 'spec.provider') !== 'kubernetes'
}

function pace(analysis: unknown): Pick<Plan, 'intervalSeconds' | 'threshold' | 'promotionStep'> & Weights {
  return {
    // Flagger waits a minute where it is told nothing it understands, and never less than ten seconds.
    intervalSeconds: Math.max(10, seconds(analysis, 'interval', 60)),
    threshold: Math.max(1, number(analysis, 'threshold') ?? 1),
    promotionStep: number(analysis, 'stepWeightPromotion') ?? 0,
    ...weights(analysis),
  }
}

type Weights = Pick<Plan, 'stepWeight' | 'stepWeights' | 'maxWeight'>

function weights(analysis: unknown): Weights {
  const stepWeights = items(analysis, 'stepWeights').map(Number)
  const maxWeight = stepWeights.length > 0 ? Math.min(100, stepWeights.at(-1)!) : number(analysis, 'maxWeight') || 100
  return { stepWeight: number(analysis, 'stepWeight') ?? 0, stepWeights, maxWeight }
}

function readHook(hook: unknown): PlannedHook {
  return {
    type: text(hook, 'type') || 'rollout',
    name: text(hook, 'name') ?? '',
    ask: text(hook, 'metadata.ask'),
    timeoutSeconds: seconds(hook, 'timeout', 10),
    retries: number(hook, 'retries') ?? 0,
  }
}

function readMetric(metric: unknown): PlannedMetric {
  const name = text(metric, 'name') ?? ''
  const threshold = number(metric, 'threshold')
  return {
    name,
    // The old single threshold is a minimum for the success rate only.
    min: number(metric, 'thresholdRange.min') ?? (name === 'request-success-rate' ? threshold : undefined),
    max: number(metric, 'thresholdRange.max') ?? (name === 'request-success-rate' ? undefined : threshold),
    intervalSeconds: seconds(metric, 'interval', 60),
  }
}

function seconds(value: unknown, path: string, otherwise: number): number {
  const read = toSeconds(text(value, path) ?? '')
  return Number.isNaN(read) ? otherwise : read
}
