import type { Chart } from 'cdk8s'
import { blueGreen, Canary, latency, successRate } from '../../lib/flagger/flagger.ts'
import { platform } from './platform.ts'

export function example(chart: Chart): void {
  new Canary(chart, 'canary', {
    platform,
    target: 'api',
    port: 8080,
    hosts: ['api.acme.internal'],
    autoscaler: { kind: 'HorizontalPodAutoscaler', name: 'api' },
    release: blueGreen({
      mirror: true,
      iterations: 10,
      gates: [successRate('99.5%'), latency('500ms')],
    }),
  })
}
