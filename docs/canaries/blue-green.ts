import type { Chart } from 'cdk8s'
import { blueGreen, Canary, conformance, promql, withoutRoute } from '../../lib/flagger/flagger.ts'
import { platform } from './platform.ts'

const failedJobs = promql({
  name: 'failed-jobs',
  unit: 'percent',
  query:
    '100 * sum(rate(jobs_total{namespace="{{ namespace }}",pod=~"{{ target }}-[0-9a-z]+-[0-9a-z]+",ok="false"}[{{ interval }}]))' +
    ' / sum(rate(jobs_total{namespace="{{ namespace }}",pod=~"{{ target }}-[0-9a-z]+-[0-9a-z]+"}[{{ interval }}]))',
  max: 1,
})

export function example(chart: Chart): void {
  new Canary(chart, 'canary', {
    platform: withoutRoute(platform),
    target: 'api',
    port: 8080,
    autoscaler: { kind: 'HorizontalPodAutoscaler', name: 'api' },
    release: blueGreen({
      iterations: 5,
      gates: [failedJobs],
      hooks: [conformance('curl -fsS http://api-canary.shop:8080/selftest', '45s')],
    }),
  })
}
