import { items, text } from '../../manifest/field.ts'
import type { Example } from '../example.ts'
import { objectRule } from '../object-rule.ts'

/** Path of a runbook inside the repository, at the end of the address where people read it. */
const runbookPath = /\/(docs\/runbooks\/[a-z0-9-]+\.md)(?:#[\w-]+)?$/

const address = 'https://git.acme.internal/platform/src/docs/runbooks/down.md'

function rule(alert: object): Example {
  const spec = { groups: [{ name: 'web', rules: [alert] }] }
  const object = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', spec }
  return { files: { 'prod/apps/web': [object] }, runbooks: ['docs/runbooks/down.md'] }
}

const complete = {
  alert: 'Down',
  expr: 'up == 0',
  labels: { severity: 'critical' },
  annotations: { summary: 'web is down', runbook_url: address },
}

export const alertRunbook = objectRule({
  id: 'alert-runbook',
  lint: 32,
  severity: 'error',
  description: 'every alert says how bad it is and what happened, and leads to a runbook that exists',
  kinds: ['monitoring.coreos.com/PrometheusRule'],
  examples: {
    refused: [
      { ...complete, labels: {} },
      { ...complete, annotations: { runbook_url: address } },
      { ...complete, annotations: { summary: 'web is down' } },
      { ...complete, annotations: { summary: 'web is down', runbook_url: 'https://wiki.acme.internal/down' } },
      { ...complete, annotations: { summary: 'web is down', runbook_url: address.replace('down', 'up') } },
    ].map(rule),
    allowed: [complete, { record: 'up:sum', expr: 'sum(up)' }].map(rule),
  },
  *look({ manifest }, { runbooks = [] }) {
    for (const alert of items(manifest, 'spec.groups').flatMap(group => items(group, 'rules'))) {
      const name = text(alert, 'alert')
      if (name === undefined) continue
      const missing = ['labels.severity', 'annotations.summary', 'annotations.runbook_url'].filter(
        path => !text(alert, path),
      )
      for (const path of missing) yield { message: `alert "${name}" has no ${path}`, fix: `set ${path}` }
      const url = text(alert, 'annotations.runbook_url')
      const path = url && runbookPath.exec(url)?.[1]
      if (url && !path) {
        yield { message: `the runbook of alert "${name}" is "${url}"`, fix: 'keep it here, as docs/runbooks/<name>.md' }
      }
      if (path && !runbooks.includes(path)) {
        yield { message: `the runbook of alert "${name}" does not exist`, fix: `write ${path}` }
      }
    }
  },
})
