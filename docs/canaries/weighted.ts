import type { Chart } from 'cdk8s'
import { approval, budgetGate, Canary, conformance, gateOf, latency, weighted } from '../../lib/flagger/flagger.ts'
import { availability } from '../../lib/slo/indicator.ts'
import { defineSlo } from '../../lib/slo/slo-definition.ts'
import { Slo } from '../../lib/slo/slo.ts'
import { platform } from './platform.ts'

const answers = defineSlo({
  name: 'api-answers',
  service: 'api',
  objective: '99.9%',
  indicator: availability(),
  runbook: 'https://git.acme.internal/platform/src/docs/runbooks/slo-budget-burn.md',
})

export function example(chart: Chart): void {
  new Slo(chart, 'slo', { slo: answers, platform })
  new Canary(chart, 'canary', {
    platform,
    target: 'api',
    port: 8080,
    hosts: ['api.acme.internal'],
    autoscaler: { kind: 'HorizontalPodAutoscaler', name: 'api' },
    release: weighted({
      preset: 'safe',
      gates: [gateOf(answers), latency('500ms'), budgetGate(answers)],
      loadTest: { requestsPerSecond: 20 },
      hooks: [conformance('curl -fsS http://api-canary.shop:8080/readyz'), approval('promotion', { ask: 'team-shop' })],
      alerts: [{ name: 'team-shop' }],
    }),
  })
}
