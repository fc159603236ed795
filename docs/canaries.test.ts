import { App, Chart } from 'cdk8s'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { crdSchemas } from '../lib/check/validate/crd-schemas.ts'
import { noSchemas } from '../lib/check/validate/kubernetes-schemas.ts'
import { strictValidators } from '../lib/check/validate/strict-validator.ts'
import { analyseCanary } from '../lib/flagger/analysis/analyse-canary.ts'
import { AlertChannel } from '../lib/flagger/alert-channel.ts'
import { CanaryAlerts } from '../lib/flagger/canary-alerts.ts'
import { explain, summary } from '../lib/flagger/explain.ts'
import { abilities } from '../lib/flagger/ability.ts'
import { presets } from '../lib/flagger/preset.ts'
import { readPlan } from '../lib/flagger/plan.ts'
import { canaryOf, shop, shopSite } from '../lib/flagger/test/shop.ts'
import type { Manifest } from '../lib/manifest/manifest.ts'
import * as abTest from './canaries/ab-test.ts'
import * as blueGreen from './canaries/blue-green.ts'
import * as mirroring from './canaries/mirroring.ts'
import * as sessionAffinity from './canaries/session-affinity.ts'
import * as weighted from './canaries/weighted.ts'

const docs = new URL('./', import.meta.url)
const page = readFileSync(new URL('canaries.md', docs), 'utf8')

const examples = [
  ['weighted', weighted.example],
  ['ab-test', abTest.example],
  ['blue-green', blueGreen.example],
  ['mirroring', mirroring.example],
  ['session-affinity', sessionAffinity.example],
] as const

function render(example: (chart: Chart) => void): Manifest[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' })
  example(chart)
  return chart.toJson() as Manifest[]
}

test.each(examples)('%s: the page shows the code that is tested, and what `explain` says of it', (name, example) => {
  const code = readFileSync(new URL(`canaries/${name}.ts`, docs), 'utf8')
  const says = summary(readPlan(canaryOf(render(example))))
  const shown = ['```ts', code.trimEnd(), '```', '', '```text', ...says, '```', ''].join('\n')
  expect(page).toContain(`<!-- ${name}.ts -->\n\n${shown}`)
})

test('the page shows what explain and simulate print, within 80 columns', () => {
  const commands = [...page.matchAll(/<!-- npx waybill canary (\w+) .*-->\n\n```text\n([^]*?)```/g)]
  expect(commands.map(([, command]) => command)).toEqual(['explain', 'simulate'])
  expect(commands.flatMap(([text]) => text.split('\n')).filter(line => line.length > 80)).toEqual([])
})

test.each(examples)('%s: nothing is wrong with it on a cluster with its Deployment', (_, example) => {
  const around = shop().filter(({ kind }) => !['Canary', 'MetricTemplate'].includes(kind))
  const manifests = [...around, ...render(example)]
  expect(analyseCanary(canaryOf(manifests), shopSite(manifests))).toEqual([])
  expect(explain(readPlan(canaryOf(manifests))).earliestPromotionSeconds).toBeGreaterThan(0)
})

const crds = new URL('../../shared/upstream/crds/', import.meta.url).pathname
const kinds = ['flagger.app/Canary', 'flagger.app/MetricTemplate', 'flagger.app/AlertProvider']

test.skipIf(!existsSync(crds)).each(examples)(
  '%s: the API server takes every object (needs ../shared/upstream)',
  (_, example) => {
    const wanted = new Set([...kinds, 'monitoring.coreos.com/PrometheusRule'])
    const validator = strictValidators({ crds: crdSchemas(crds, wanted), kubernetes: noSchemas })
    const channel = { name: 'team-shop', type: 'slack', channel: 'shop', secret: 'slack' } as const
    const manifests = render(chart => {
      example(chart)
      new AlertChannel(chart, 'alerts', channel)
      new CanaryAlerts(chart, 'canaries', { runbook: name => `https://git.acme.internal/docs/runbooks/${name}.md` })
    })
    for (const manifest of manifests.filter(({ kind }) => kind !== 'ConfigMap')) {
      const { apiVersion, kind, metadata } = manifest
      expect(validator(apiVersion, kind)!(manifest), `${kind} ${metadata.name}`).toEqual([])
      expect(
        validator(apiVersion, kind)!({ ...manifest, spec: { ...(manifest['spec'] as object), unheardOf: 1 } }),
      ).not.toEqual([])
    }
  },
)

test('the tables of the page are those of the code', () => {
  for (const [provider, able] of Object.entries(abilities)) {
    const row = page.split('\n').find(line => line.startsWith(`| ${provider} `))!
    const [, , ...cells] = row.split('|').map(cell => cell.trim())
    const columns = ['weighted', 'abTest', 'blueGreen', 'mirroring', 'sessionAffinity', 'requestMetrics']
    expect(
      columns.filter((_, i) => cells[i] !== ''),
      provider,
    ).toEqual(columns.filter(column => (able as readonly string[]).includes(column)))
  }
  for (const [name, { every, tolerate, iterations }] of Object.entries(presets)) {
    const cells = page
      .split('\n')
      .find(line => line.startsWith(`| ${name} `))!
      .split('|')
      .map(cell => cell.trim())
    expect([cells[2], cells[3], cells[5]]).toEqual([every, String(tolerate), String(iterations)])
  }
})
