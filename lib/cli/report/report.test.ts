import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding } from '../../finding/finding.ts'
import { report } from './report.ts'
import { plain } from './screen.ts'
import { wrap } from './text.ts'

const finding: Finding = {
  rule: 'image-tag',
  severity: 'error',
  object: 'prod: Deployment web/web',
  path: 'dist/prod/platform/web/web.deployment.web.yaml',
  source: 'platform/web/web.ts:12',
  message: 'container "web" uses "web:latest", whose tag "latest" can move',
  fix: 'write an exact tag such as 1.2.3, or a digest',
}
const warning: Finding = {
  rule: 'live-fleet',
  severity: 'warning',
  path: 'estate.ts',
  message: 'idle',
  fix: 'remove it',
}
const rules = [
  { id: 'image-tag', severity: 'error', description: 'images are exact' },
  { id: 'secret-data', severity: 'error', description: 'no secrets' },
] as const
const as = (format: Parameters<typeof report>[1], findings: readonly Finding[]) =>
  report(findings, format, { rules, screen: plain })

test('text says one problem of one definition once, with the files it is in', () => {
  const elsewhere = { ...finding, object: 'dev: Deployment web/web', path: finding.path.replace('prod', 'dev') }
  expect(as('text', [finding, elsewhere, warning])).toMatchInlineSnapshot(`
    "error  image-tag  platform/web/web.ts:12
      Deployment web/web: container "web" uses "web:latest", whose tag "latest" can move
      fix: write an exact tag such as 1.2.3, or a digest
      dist/prod/platform/web/web.deployment.web.yaml
      dist/dev/platform/web/web.deployment.web.yaml

    warning  live-fleet
      idle
      fix: remove it
      estate.ts
    "
  `)
})

test('text says one problem of one object once, whatever the clusters, where no source is known', () => {
  const { rule, severity, path, message, fix } = finding
  const bare = { rule, severity, object: 'prod: Deployment web/web', path, message, fix }
  const elsewhere = { ...bare, object: 'dev: Deployment web/web', path: path.replace('prod', 'dev') }
  const other = { ...bare, path: 'dist/prod/platform/api/web.deployment.web.yaml' }
  expect(as('text', [bare, elsewhere, other]).match(/^error /gm)).toHaveLength(2)
})

test('text names five files of a problem, and counts the rest', () => {
  const many = Array.from({ length: 8 }, (_, i) => ({ ...finding, path: `dist/c${i}/x.yaml` }))
  expect(as('text', many)).toContain('dist/c4/x.yaml\n  … and 3 more\n')
})

test('nothing found is nothing written, and an empty list', () => {
  expect(as('text', [])).toBe('')
  expect(as('json', [])).toBe('[]\n')
})

test('lines are no wider than the screen, unless a word is', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 100 }), (words, width) => {
      const text = words.join(' ')
      const lines = wrap(text, width)
      expect(lines.join(' ').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      for (const line of lines) expect(line.length <= width || !line.trim().includes(' ')).toBe(true)
    }),
  )
})

test('JSON is the findings themselves', () => {
  expect(JSON.parse(as('json', [finding, warning]))).toEqual([finding, warning])
})

test('SARIF names every rule once, and every place', () => {
  const odd = { ...warning, path: 'dist/a b#c/ü.yaml' }
  const log = JSON.parse(as('sarif', [finding, odd]))
  expect(log.version).toBe('2.1.0')
  const [{ tool, results }] = log.runs
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['image-tag', 'secret-data', 'live-fleet'])
  for (const { ruleId, ruleIndex, level, message, locations } of results) {
    expect(tool.driver.rules[ruleIndex].id).toBe(ruleId)
    expect(['error', 'warning', 'note']).toContain(level)
    expect(message.text).not.toBe('')
    expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0)
  }
  expect(results[0].relatedLocations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'platform/web/web.ts', uriBaseId: '%SRCROOT%' },
    region: { startLine: 12 },
  })
  expect(results[1].locations[0].physicalLocation.artifactLocation.uri).toBe('dist/a%20b%23c/%C3%BC.yaml')
})

test('JUnit fails for errors only, and shows the rules that passed', () => {
  const xml = as('junit', [finding, warning])
  expect(xml).toContain('<testsuites name="waybill" tests="3" failures="1">')
  expect(xml).toContain('<testcase classname="secret-data" name="no secrets"/>')
  expect(xml.match(/<failure /g)).toHaveLength(1)
  expect(xml).toContain('<system-out>warning: ')
})

const parser = [
  '-c',
  'import json,sys,xml.etree.ElementTree as e;t=e.parse(sys.stdin.buffer);print(json.dumps([f.get("message") for f in t.iter("failure")]))',
]
const python = spawnSync('python3', ['-c', 'import xml.etree.ElementTree']).status === 0

test.skipIf(!python)('JUnit is XML whatever a message holds (needs python3, to read it with another parser)', () => {
  const messages = fc.sample(fc.string({ unit: 'binary' }), { numRuns: 300, seed: 1 })
  const xml = as(
    'junit',
    [...messages, '\0\u{b}\ud800]]>&lt;\r\n\t"\'<'].map(message => ({ ...finding, message })),
  )
  const read = spawnSync('python3', parser, { input: xml, encoding: 'utf8' })
  expect(read.stderr).toBe('')
  const expected = (text: string) => text.toWellFormed().replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
  expect(JSON.parse(read.stdout).slice(0, 300)).toEqual(messages.map(expected))
})
