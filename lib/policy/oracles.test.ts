import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSuites } from './suite/read-suite.ts'
import { runSuite } from './suite/run-suite.ts'

const root = join(import.meta.dirname, '../../../shared/oracles')

interface Index {
  readonly folders: readonly {
    readonly folder: string
    readonly test: string | null
    readonly expanded: Record<string, number>
  }[]
}

describe.skipIf(!existsSync(root)).each(['kyverno-policies', 'kyverno-cli'])(
  'upstream suites of %s (skipped without ../shared)',
  source => {
    const { folders } = JSON.parse(readFileSync(join(root, source, 'index.json'), 'utf8')) as Index
    const tested = folders.filter(({ test: file }) => file !== null)
    test.each(tested.map(({ folder, test: file }) => [folder, file!]))(
      '%s gives the results it expects',
      (folder, file) => {
        const results = readSuites(join(root, source, folder, file)).flatMap(runSuite)
        expect(results.filter(({ ok }) => !ok)).toEqual([])
        expect(results.length).toBeGreaterThan(0)
      },
    )
  },
)
