import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judgedBy, runSuite } from './suite/run-suite.ts'
import { readSuite, readSuites } from './suite/read-suite.ts'
import type { CaseResult, Suite } from './suite/suite.ts'
import type { Policy } from './policy.ts'
import type { TestFile } from './suite/test-file.ts'

const root = join(import.meta.dirname, '../../../shared/oracles')
const absent = !existsSync(root)
if (absent) console.log('skipped: upstream suites need ../shared/oracles')

const now = '2026-11-01T00:00:00Z'

interface Apply extends TestFile {
  readonly crds?: readonly string[]
  readonly expected: Readonly<Record<string, number>>
}

interface Folder {
  readonly folder: string
  readonly test: string | null
  readonly expanded: Readonly<Record<string, number>>
  readonly apply?: readonly Apply[]
}

function foldersOf(source: string): readonly Folder[] {
  if (absent) return []
  const index = JSON.parse(readFileSync(join(root, source, 'index.json'), 'utf8')) as { folders: readonly Folder[] }
  return index.folders.map(folder => ({ ...folder, folder: join(source, folder.folder) }))
}

const folders = ['kyverno-policies', 'kyverno-cli'].flatMap(foldersOf)
const tested = folders.filter(({ test: file }) => file !== null)
const suitesOf = ({ folder, test: file }: Folder) => readSuites(join(root, folder, file!), { now })

/** Kyverno 1.20 rejects the kind, so it is reported with its replacement and not judged. */
const isLegacy = ({ message }: CaseResult) => message.includes('legacy kind')

describe.skipIf(absent)('upstream suites', () => {
  test.each(tested.map(folder => [folder.folder, folder] as const))('%s gives what it expects', (_, folder) => {
    const results = suitesOf(folder)
      .flatMap(runSuite)
      .filter(result => !isLegacy(result))
    expect(results.filter(({ ok }) => !ok)).toEqual([])
    expect(results.length).toBeGreaterThan(0)
  })

  test('only two expectations are about legacy kinds, and each is reported with its replacement', () => {
    const suites = tested.flatMap(suitesOf)
    expect(suites.flatMap(runSuite).filter(isLegacy)).toHaveLength(2)
    expect(suites.flatMap(({ findings }) => findings).map(({ rule, fix }) => [rule, fix.slice(0, 24)])).toEqual([
      ['policy-legacy-kind', 'write a ValidatingPolicy'],
      ['policy-legacy-kind', 'write a ValidatingPolicy'],
    ])
  })

  test('no case that passes is one that no policy judged, except where a skip is expected', () => {
    const vacuous = tested
      .flatMap(suitesOf)
      .flatMap(runSuite)
      .filter(({ ok, actual }) => ok && actual === 'none')
    expect(vacuous.map(({ expected }) => expected).filter(expected => expected !== 'skip')).toEqual([])
  })

  const applied = folders.flatMap(({ folder, apply = [] }) =>
    apply.map((entry, i) => [`${folder} ${i}`, folder, entry] as const),
  )
  test.each(applied)('kyverno apply counts the same results: %s', (_, folder, { crds = [], expected, ...files }) => {
    const suite = readSuite(join(root, folder, 'apply.yaml'), files, { now })
    expect(crds.map(file => existsSync(join(root, folder, dirname(file))))).not.toContain(false)
    const verdicts = judgedBy(suite, 'CREATE').flatMap(judged => judged.verdicts)
    // The CLI counts no skip of a ValidatingAdmissionPolicy.
    const counted = verdicts.filter(
      ({ status, policy }) => status !== 'skip' || policy.kind !== 'ValidatingAdmissionPolicy',
    )
    const count = (status: string) => counted.filter(verdict => verdict.status === status).length
    expect({ pass: count('pass'), fail: count('fail'), warn: 0, error: count('error'), skip: count('skip') }).toEqual(
      expected,
    )
  })
})

describe.skipIf(absent)('negative controls: an evaluator that is wrong fails many cases', () => {
  const failures = (change: (policy: Policy) => Policy) => {
    const suites = tested.flatMap(suitesOf).map((suite): Suite => ({ ...suite, policies: suite.policies.map(change) }))
    return suites.flatMap(runSuite).filter(result => !result.ok && !isLegacy(result)).length
  }

  test('an evaluator that always says pass', () => {
    const forced = (policy: Policy): Policy => ({
      ...policy,
      rules: policy.rules.map(rule => ({ ...rule, judge: () => ({ status: 'pass', message: '' }) })),
    })
    expect(failures(forced)).toBeGreaterThan(400)
  })

  test('an evaluator without autogen', () => {
    expect(failures(policy => ({ ...policy, rules: policy.rules.slice(0, 1) }))).toBeGreaterThan(400)
  })
})
