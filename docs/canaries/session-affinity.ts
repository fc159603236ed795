import type { Chart } from 'cdk8s'
import { Canary, successRate, weighted } from '../../lib/flagger/flagger.ts'
import { platform } from './platform.ts'

export function example(chart: Chart): void {
  new Canary(chart, 'canary', {
    platform,
    target: 'api',
    port: 8080,
    hosts: ['api.acme.internal'],
    autoscaler: { kind: 'HorizontalPodAutoscaler', name: 'api' },
    release: weighted({
      steps: { by: 10, upTo: 50 },
      sessionAffinity: { cookie: 'api-version', maxAge: 3600 },
      gates: [successRate('99.5%')],
    }),
  })
}
