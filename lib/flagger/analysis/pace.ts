import { field, items, number, text } from '../../manifest/field.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { toSeconds } from '../../manifest/timespan.ts'
import { readPlan, type Plan } from '../plan.ts'
import { clock } from '../simulate/timeline.ts'
import type { Problem } from './site.ts'

/** The longest a version that fails every check may stay. */
const patienceSeconds = 24 * 3600

/** Numbers with which a release would never finish, never fail, or not do what they say. */
export function paceProblems(canary: Manifest): Problem[] {
  const plan = readPlan(canary)
  return [
    ...intervalProblems(canary, plan),
    ...thresholdProblems(canary, plan),
    ...(plan.strategy === 'weighted' ? weightProblems(canary, plan) : iterationProblems(plan)),
    ...promotionProblems(canary),
    ...hookProblems(plan),
    ...cookieProblems(canary),
    ...silenceProblems(canary),
  ]
}

function intervalProblems(canary: Manifest, { intervalSeconds }: Plan): Problem[] {
  const written = text(canary, 'spec.analysis.interval')
  const seconds = toSeconds(written ?? '')
  if (seconds >= 10) return []
  const takes = Number.isNaN(seconds) ? 'no span of time' : 'under 10s'
  const message = `its interval "${written ?? ''}" is ${takes}, and Flagger takes ${clock(intervalSeconds)} instead`
  return [{ message, fix: 'write 10s or more, e.g. 1m' }]
}

function thresholdProblems(canary: Manifest, { threshold, intervalSeconds }: Plan): Problem[] {
  const written = field(canary, 'spec.analysis.threshold')
  if (typeof written !== 'number' || written < 1 || !Number.isInteger(written)) {
    const message = `its threshold of failed checks is ${JSON.stringify(written)}, and Flagger takes ${threshold} instead`
    return [{ message, fix: 'write a whole number from 1' }]
  }
  if (threshold * intervalSeconds <= patienceSeconds) return []
  const message = `its threshold of ${threshold} failed checks never trips in practice: a broken version stays ${clock(threshold * intervalSeconds)}`
  return [{ message, fix: `lower threshold or interval until the product is under ${clock(patienceSeconds)}` }]
}

function weightProblems(canary: Manifest, plan: Plan): Problem[] {
  if (plan.mirror && plan.provider === 'gatewayapi:v1') {
    const message = 'it mirrors between weights, which Gateway API never gets past'
    return [{ message, fix: 'use iterations with mirror, or take mirror out' }]
  }
  if (field(canary, 'spec.analysis.stepWeights') !== undefined) return listProblems(plan)
  return stepProblems(plan)
}

function listProblems({ stepWeights }: Plan): Problem[] {
  const weights = stepWeights.join(', ')
  if (stepWeights.some(weight => !(weight > 0 && weight <= 100))) {
    return [{ message: `its step weights ${weights} are not all from 1 to 100`, fix: 'use shares from 1 to 100' }]
  }
  if (stepWeights.every((weight, i) => i === 0 || weight > stepWeights[i - 1]!)) return []
  return [{ message: `its step weights ${weights} do not rise`, fix: 'write each weight higher than the one before' }]
}

function stepProblems({ stepWeight, maxWeight }: Plan): Problem[] {
  if (!(stepWeight > 0 && stepWeight <= 100)) {
    const message = `its step weight is ${stepWeight}, so the canary ${stepWeight > 0 ? 'gets all at once' : 'never gets traffic'}`
    return [{ message, fix: 'use a share from 1 to 100' }]
  }
  if (!(maxWeight > 0 && maxWeight <= 100)) {
    return [{ message: `its maximum weight is ${maxWeight}`, fix: 'use a share from 1 to 100' }]
  }
  const reached = Math.min(100, Math.ceil(maxWeight / stepWeight) * stepWeight)
  if (reached === maxWeight) return []
  const message = `steps of ${stepWeight} miss the maximum of ${maxWeight}: the canary gets ${reached} %`
  return [{ message, fix: `set the maximum to ${reached}, or use a step that divides ${maxWeight}` }]
}

function iterationProblems({ iterations }: Plan): Problem[] {
  if (Number.isInteger(iterations)) return []
  return [{ message: `it has ${iterations} iterations`, fix: 'write a whole number from 1' }]
}

function promotionProblems(canary: Manifest): Problem[] {
  const step = number(canary, 'spec.analysis.stepWeightPromotion')
  if (step === undefined || (step >= 0 && step <= 100)) return []
  return [{ message: `its promotion step is ${step}`, fix: 'use a share from 1 to 100' }]
}

/** Types that Flagger calls one after the other in each run of its loop. */
const everyRun = ['rollout', 'rollback', 'confirm-traffic-increase']

function hookProblems({ hooks, intervalSeconds }: Plan): Problem[] {
  const waiting = hooks
    .filter(({ type }) => everyRun.includes(type))
    .reduce((sum, { timeoutSeconds, retries }) => sum + timeoutSeconds * (retries + 1), 0)
  if (waiting < intervalSeconds) return []
  const message = `its webhooks may take ${clock(waiting)}, and the next check is due after ${clock(intervalSeconds)}`
  return [{ message, fix: 'shorten the timeouts until their sum is under the interval' }]
}

function cookieProblems(canary: Manifest): Problem[] {
  const affinity = field(canary, 'spec.analysis.sessionAffinity')
  const name = text(affinity, 'cookieName')
  if (name === undefined || name !== text(affinity, 'primaryCookieName')) return []
  const message = `the cookie "${name}" stands for the primary and for the canary`
  return [{ message, fix: 'give the two cookies different names' }]
}

/** What is off stays off until somebody remembers, so it must say why. */
function silenceProblems(canary: Manifest): Problem[] {
  const { annotations = {} } = canary.metadata
  const silent = [
    ['suspend', 'waybill.dev/suspend-reason'],
    ['skipAnalysis', 'waybill.dev/skip-analysis-reason'],
  ].filter(([what, why]) => field(canary, `spec.${what}`) === true && !annotations[why!])
  const empty =
    items(canary, 'spec.analysis.metrics').length === 0 && items(canary, 'spec.analysis.webhooks').length === 0
  return [
    ...silent.map(([what, why]) => ({
      message: `it sets ${what} and does not say why`,
      fix: `annotate it with ${why}`,
    })),
    ...(empty ? [{ message: 'it checks nothing', fix: 'add a gate, e.g. successRate("99%")' }] : []),
  ]
}
