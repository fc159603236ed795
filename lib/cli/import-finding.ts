import { readFileSync } from 'node:fs'
import { parse } from 'node:path'
import type { Finding } from '../finding/finding.ts'
import { relativeFile } from '../unit/defined-at.ts'
import { thrownAt } from '../unit/thrown-at.ts'

/** A module of the project that cannot be loaded, and the line to look at. */
export function importFinding(error: unknown): Finding {
  const { message, places } = thrownAt(error)
  const source = syntaxPlace(error) ?? importPlace(message) ?? places.at(-1) ?? 'estate.ts:1'
  return {
    rule: 'import',
    severity: 'error',
    path: source.replace(/:\d+$/, ''),
    source,
    message: `cannot be loaded: ${message} (${source})`,
    fix: 'fix the module',
  }
}

/** Node puts file and line of what it cannot parse or link above the stack. */
function syntaxPlace(error: unknown): string | undefined {
  const [, file, line] = /^((?:file:\/\/)?\/.*):(\d+)\n/.exec(error instanceof Error ? (error.stack ?? '') : '') ?? []
  return file === undefined ? undefined : `${relativeFile(file)}:${line}`
}

/** For a module that does not exist Node names the importing file only. */
function importPlace(message: string): string | undefined {
  const [, missing, file] = /^Cannot find \w+ '(.*)' imported from (.*)$/.exec(message) ?? []
  if (missing === undefined || file === undefined) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const line = lines.findIndex(text => /import|from/.test(text) && text.includes(parse(missing).name))
  return `${relativeFile(file)}:${line + 1}`
}
