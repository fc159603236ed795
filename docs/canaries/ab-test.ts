import type { Chart } from 'cdk8s'
import { abTest, Canary, cookie, latency, successRate } from '../../lib/flagger/flagger.ts'
import { platform } from './platform.ts'

export function example(chart: Chart): void {
  new Canary(chart, 'canary', {
    platform,
    target: 'api',
    port: 8080,
    hosts: ['api.acme.internal'],
    autoscaler: { kind: 'HorizontalPodAutoscaler', name: 'api' },
    release: abTest({
      match: [cookie('beta', 'on')],
      iterations: 10,
      gates: [successRate('99.5%'), latency('500ms')],
      loadTest: { requestsPerSecond: 10 },
    }),
  })
}
