import { expect, test } from 'vitest'
import { firing, noPromtool, promtoolNote, verdict } from '../slo/test/promtool.ts'
import { CanaryAlerts } from './canary-alerts.ts'
import { render } from './test/platforms.ts'

const [rule] = render(
  chart => new CanaryAlerts(chart, 'alerts', { runbook: name => `https://git/docs/runbooks/${name}.md` }),
)
const { groups } = rule!['spec'] as { groups: unknown }
const of = 'exported_namespace="shop",namespace="flagger-system"'

test.skipIf(noPromtool)(`a failed release alerts at once, and names the workload${promtoolNote}`, () => {
  const failed = { [`flagger_canary_status{name="api",${of}}`]: '0 0 2 2 2' }
  const alert_rule_test = [
    {
      eval_time: '3m',
      alertname: 'CanaryFailed',
      exp_alerts: [
        {
          exp_labels: { severity: 'warning', name: 'api', exported_namespace: 'shop', namespace: 'flagger-system' },
          exp_annotations: {
            summary: 'the release of shop/api was rolled back',
            runbook_url: 'https://git/docs/runbooks/canary-failed.md',
          },
        },
      ],
    },
  ]
  expect(verdict(groups, failed, { alert_rule_test })).toBe('as expected')
})

test.skipIf(noPromtool)(
  `a release that runs or waits for six hours alerts, one that ends does not${promtoolNote}`,
  () => {
    const alerts = (fires: boolean) => ({ promql_expr_test: firing('7h', { CanaryStuck: fires, CanaryFailed: false }) })
    const status = (values: string) => ({ [`flagger_canary_status{name="api",${of}}`]: values })
    const weight = (workload: string, values: string) => ({
      [`flagger_canary_weight{workload="${workload}",${of}}`]: values,
    })
    expect(verdict(groups, status('0+0x500'), alerts(true))).toBe('as expected')
    expect(verdict(groups, { ...status('1+0x500'), ...weight('api', '50+0x500') }, alerts(true))).toBe('as expected')
    expect(verdict(groups, { ...status('0+0x300 1+0x200') }, alerts(false))).toBe('as expected')
    const resting = { ...status('1+0x500'), ...weight('api', '0+0x500'), ...weight('api-primary', '100+0x500') }
    expect(verdict(groups, resting, alerts(false))).toBe('as expected')
  },
)
