import { latency } from '../../lib/slo/indicator.ts'
import { defineSlo } from '../../lib/slo/slo-definition.ts'
import { runbook } from '../../platform/contract.ts'

export const answersFast = defineSlo({
  name: 'api-fast',
  service: 'api',
  objective: '99%',
  indicator: latency('250ms'),
  runbook: runbook('slo-budget-burn'),
})
