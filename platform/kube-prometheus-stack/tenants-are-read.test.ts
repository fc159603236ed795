import { App, Chart } from 'cdk8s'
import { existsSync, readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { field } from '../../lib/manifest/field.ts'
import type { Manifest } from '../../lib/manifest/manifest.ts'
import { availability } from '../../lib/slo/indicator.ts'
import { defineSlo } from '../../lib/slo/slo-definition.ts'
import { Slo } from '../../lib/slo/slo.ts'
import { canaries } from '../flagger/canaries.ts'
import { fleet } from '../fleet.ts'
import { runbook } from '../runbook.ts'
import { kubePrometheusStack } from './kube-prometheus-stack.ts'

const defaults = new URL('../../../shared/upstream/charts/kube-prometheus-stack/values.yaml', import.meta.url)

/** A value as the chart sees it: ours where we set one, else its own. */
function valueOf(path: string): unknown {
  const { values } = kubePrometheusStack.helm(fleet.clusters.at(-1)!)!
  return field(values, path) ?? field(load(readFileSync(defaults, 'utf8')), path)
}

function sloObjects(): Manifest[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' })
  const slo = defineSlo({
    name: 'api',
    service: 'api',
    objective: '99.9%',
    indicator: availability(),
    runbook: runbook('slo-budget-burn'),
  })
  new Slo(chart, 'slo', { slo, platform: canaries })
  return chart.toJson() as Manifest[]
}

test.skipIf(!existsSync(defaults))('Prometheus takes the rules of every namespace (needs ../shared/upstream)', () => {
  const spec = 'prometheus.prometheusSpec'
  expect(valueOf(`${spec}.ruleSelectorNilUsesHelmValues`)).toBe(false)
  expect([valueOf(`${spec}.ruleSelector`), valueOf(`${spec}.ruleNamespaceSelector`)]).toEqual([{}, {}])
})

test.skipIf(!existsSync(defaults))('Alertmanager takes the route of every tenant (needs ../shared/upstream)', () => {
  const spec = 'alertmanager.alertmanagerSpec'
  expect([
    valueOf(`${spec}.alertmanagerConfigSelector`),
    valueOf(`${spec}.alertmanagerConfigNamespaceSelector`),
  ]).toEqual([{}, {}])
})

test.skipIf(!existsSync(defaults))('Grafana takes the dashboard of an objective (needs ../shared/upstream)', () => {
  const sidecar = 'grafana.sidecar.dashboards'
  expect([valueOf(`${sidecar}.enabled`), valueOf(`${sidecar}.searchNamespace`)]).toEqual([true, 'ALL'])
  const label = String(valueOf(`${sidecar}.label`))
  const dashboard = sloObjects().find(({ kind }) => kind === 'ConfigMap')!
  expect(dashboard.metadata.labels?.[label]).toBe(valueOf(`${sidecar}.labelValue`))
})
