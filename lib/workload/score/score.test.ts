import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { dump } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { FindingsError } from '../../finding/findings-error.ts'
import { cachesOn } from '../cache.ts'
import { databasesOn } from '../database/database.ts'
import type { App } from '../app.ts'
import { clusters, only, paths, render, shop } from '../test/estate.ts'
import { haveSchemas, strictProblems } from '../test/strict.ts'
import { scoreOn } from './define-score.ts'
import { parseQuantity } from './quantity.ts'
import { readScore } from './read-score.ts'
import { scoreApp } from './score-app.ts'
import { scoreSource } from './score-source.ts'

const database = databasesOn({
  after: [],
  operators: { postgres: { namespace: 'cnpg-system' }, migrations: { namespace: 'atlas' } },
  image: 'postgres:18.3.0',
  kubectl: 'kubectl:1.36.0',
  backups: { default: { destination: 's3://backups', keepDays: 7 } },
})
const cache = cachesOn({ image: 'valkey:9.1.1' })
const defineScoreWorkload = scoreOn({ paths, database, cache })

const example = `
apiVersion: score.dev/v1b1
metadata: { name: hello }
containers:
  web:
    image: ghcr.io/acme/hello:1.2.3
    args: [--greeting, "costs $$5"]
    variables:
      DB_PASSWORD: \${resources.db.password}
      DSN: postgres://\${resources.db.username}@\${resources.db.host}:\${resources.db.port}/\${resources.db.name}
      CACHE: \${resources.cache.host}:\${resources.cache.port}
      NAME: \${metadata.name}
    files:
      /etc/hello/config.yaml: { content: "name: \${metadata.name}" }
    resources:
      requests: { cpu: 250m, memory: 64Mi }
      limits: { memory: 256Mi }
    livenessProbe: { httpGet: { path: /alive, port: 8080 } }
    readinessProbe: { httpGet: { path: /ready, port: 8080 } }
service:
  ports: { web: { port: 80, targetPort: 8080 } }
resources:
  db: { type: postgres }
  cache: { type: redis }
  door: { type: route, params: { path: /hello } }
`
const folder = mkdtempSync(join(tmpdir(), 'score-'))
const file = (text: string, name = 'score.yaml') => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const releases = { pin: (repository: string) => ({ image: `${repository}:1.2.3` }) }
const define = (text: string) => defineScoreWorkload({ file: file(text), tenant: shop, releases })
const findings = (text: string) => {
  try {
    const path = file(text)
    return scoreApp(readScore(path), path).findings
  } catch (error) {
    if (error instanceof FindingsError) return error.findings
    throw error
  }
}
const messages = (text: string) => findings(text).map(({ message }) => message)

describe.each(clusters.map(cluster => [cluster.name, render(define(example), cluster)] as const))(
  'on %s',
  (_, rendered) => {
    test('a Score file becomes a workload with nothing to complain about', () => expect(rendered.problems).toEqual([]))
    test.skipIf(!haveSchemas)(
      'is valid, unknown fields refused (skipped where the upstream schemas are not there)',
      () => expect(rendered.manifests.flatMap(strictProblems)).toEqual([]),
    )
  },
)

test('placeholders become what the needs bring, after the variables that they need', () => {
  const { manifests } = render(define(example))
  const deployment = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'hello')
  const [container] = (
    deployment!.spec as {
      template: { spec: { containers: { env: { name: string; value?: string }[]; args: string[] }[] } }
    }
  ).template.spec.containers
  const names = container!.env.map(({ name }) => name)
  const value = (name: string) => container!.env.find(variable => variable.name === name)?.value
  expect(value('DSN')).toBe('postgres://$(PGUSER)@$(PGHOST):$(PGPORT)/$(PGDATABASE)')
  expect(value('CACHE')).toBe('hello-cache:6379')
  expect(value('NAME')).toBe('hello')
  expect(names.indexOf('DSN')).toBeGreaterThan(
    Math.max(...['PGUSER', 'PGHOST', 'PGPORT', 'PGDATABASE'].map(name => names.indexOf(name))),
  )
  expect(container!.args).toEqual(['--greeting', 'costs $5'])
})

test('the file and the definition that import prints render the same objects', async () => {
  const { app } = scoreApp(readScore(file(example)), 'score.yaml')
  const here = (path: string) => pathToFileURL(join(import.meta.dirname, path)).href
  writeFileSync(join(folder, 'releases.yaml'), 'dev: 1.2.3\nstaging: 1.2.3\nproduction: 1.2.3\n')
  Object.assign(globalThis, { scoreTest: { ...paths, database, cache, shop } })
  writeFileSync(
    join(folder, 'contract.mjs'),
    'export const { cache, database, defineWebService, defineWorker, shop } = globalThis.scoreTest\n',
  )
  const imports = { lib: here('../..').replace(/\/$/, ''), contract: './contract.mjs', tenant: './contract.mjs' }
  writeFileSync(join(folder, 'hello.mjs'), scoreSource(app, 'shop', imports))
  const { hello } = (await import(pathToFileURL(join(folder, 'hello.mjs')).href)) as { hello: App }
  for (const cluster of clusters)
    expect(render(hello, cluster).manifests).toEqual(render(define(example), cluster).manifests)
})

test('without a service it becomes a worker', () => {
  const rendered = render(define(example.replace(/service:\n.*\n/, '').replace(/ {2}door.*\n/, '')))
  expect(rendered.manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).not.toContain('Service hello')
  expect(
    only(
      { ...rendered, manifests: rendered.manifests.filter(({ metadata }) => metadata.name === 'hello') },
      'Deployment',
    ),
  ).toBeDefined()
})

describe('what cannot become an app is refused', () => {
  const minimal = { apiVersion: 'score.dev/v1b1', metadata: { name: 'a' }, containers: { a: { image: 'a:1.0.0' } } }
  const changed = (change: object) => dump({ ...minimal, ...change })
  test.each([
    ['', /the input is empty/],
    ['a: [', /is no YAML that can be read/],
    ['just text', /is of version none/],
    ['- a', /is of version none/],
    [changed({ apiVersion: 'score.dev/v1' }), /is of version "score.dev\/v1"/],
    [changed({ containers: {} }), /containers must NOT have fewer than 1/],
    [changed({ containers: { a: {} } }), /containers.a must have required property 'image'/],
    [changed({ metadata: { name: 'A_b' } }), /metadata.name must match pattern/],
    [changed({ extra: 1 }), /a field "extra" that v1b1 does not know/],
    [changed({ containers: { a: { image: 'a' }, b: { image: 'b' } } }), /more than one container/],
    [changed({ resources: { x: { type: 'mainframe' } } }), /resource "x" is of type "mainframe"/],
    [
      changed({ containers: { a: { image: 'a', variables: { X: '${resources.y.host}' } } } }),
      /\$\{resources.y.host\} stands for nothing/,
    ],
    [changed({ containers: { a: { image: 'a', files: { 'x.txt': { content: '' } } } } }), /no absolute path/],
    [
      changed({ containers: { a: { image: 'a', resources: { limits: { memory: 'lots' } } } } }),
      /"lots" is no quantity/,
    ],
    ['a: &a [1]\nb: *a\n', /aliases|alias/i],
    [`${'['.repeat(5000)}`, /is no YAML that can be read/],
    ['x'.repeat(300_000), /has 300000 bytes/],
  ])('%#', (text, message) => {
    expect(messages(text).join('\n')).toMatch(message)
    expect(findings(text).every(finding => !`${finding.message}${finding.fix}`.includes('\n'))).toBe(true)
  })

  test('a bomb of aliases costs no time', () => {
    const levels = Array.from(
      { length: 40 },
      (_, i) =>
        `l${i}: &l${i} [${
          i === 0
            ? 'x'
            : Array(9)
                .fill(`*l${i - 1}`)
                .join(', ')
        }]`,
    )
    const start = performance.now()
    expect(messages(levels.join('\n')).join()).toMatch(/alias/i)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('a folder, and a file that is not there', () => {
    expect(() => readScore(folder)).toThrow('is no file')
    expect(() => readScore(join(folder, 'gone.yaml'))).toThrow('ENOENT')
  })

  test('whatever a file holds, the answer is findings', () => {
    fc.assert(
      fc.property(
        fc.record({ containers: fc.jsonValue(), service: fc.jsonValue(), resources: fc.jsonValue() }),
        change => {
          expect(Array.isArray(findings(changed(change)))).toBe(true)
        },
      ),
    )
  })
})

test('quantities are read as Kubernetes reads them', () => {
  expect(['250m', '1', '1.5', '64Mi', '2Gi', '1k'].map(parseQuantity)).toEqual([0.25, 1, 1.5, 2 ** 26, 2 ** 31, 1000])
  expect(['', '1e3', '-1', '1 Mi', 'Mi'].map(parseQuantity)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
