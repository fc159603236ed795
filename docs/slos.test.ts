import { App, Chart } from 'cdk8s'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { items } from '../lib/manifest/field.ts'
import type { Manifest } from '../lib/manifest/manifest.ts'
import { Slo } from '../lib/slo/slo.ts'
import { canaries } from '../platform/contract.ts'
import { answersFast } from './slos/answers-fast.ts'

const docs = new URL('./', import.meta.url)
const page = readFileSync(new URL('slos.md', docs), 'utf8')

test('the page shows the code that is tested', () => {
  const code = readFileSync(new URL('slos/answers-fast.ts', docs), 'utf8')
  expect(page).toContain(`<!-- answers-fast.ts -->\n\n\`\`\`ts\n${code}\`\`\`\n`)
})

test('the alerts, the zone and the dashboard of the page are those that are rendered', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' })
  new Slo(chart, 'slo', { slo: answersFast, platform: canaries })
  const [rules, dashboard] = chart.toJson() as Manifest[]
  const all = items(rules, 'spec.groups').flatMap(group => items(group, 'rules') as Record<string, string>[])
  const names = all.flatMap(({ record, alert }) => [record, alert].filter(name => name !== undefined))
  const shown = [...page.matchAll(/`(Slo\w+|slo:error_budget:\w+)`/g)].map(([, name]) => name!)
  expect(shown.filter(name => !names.includes(name))).toEqual([])
  expect(shown).toHaveLength(3)
  expect(all.filter(({ record = '' }) => record.startsWith('slo:error_ratio:'))).toHaveLength(7)
  expect(JSON.stringify(dashboard)).toContain('SLO shop/api-fast')
})
