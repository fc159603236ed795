import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Finding } from '../finding/finding.ts'
import { emit } from '../render/emit.ts'
import { catalogue } from '../tenant/catalogue.ts'
import { codeOwners } from '../tenant/code-owners.ts'
import type { Project } from './project.ts'

/** A file outside of dist that should hold a text, or should not be there where the text is undefined. */
interface GeneratedChange {
  /** Relative to the repository. */
  readonly path: string
  readonly text: string | undefined
}

const folder = 'catalogue'

export const freshGenerated = {
  id: 'fresh-generated',
  severity: 'error',
  description: 'CODEOWNERS and the catalogue of the developer portal are what the estate says',
} as const

/** What it takes for CODEOWNERS and the catalogue to be what the estate says. Reads only. */
export function generatedChanges({ root, estate, fleet }: Project): GeneratedChange[] {
  const owners = codeOwners(estate)
  const wanted = new Map<string, string>([
    ...(owners === '' ? [] : [['.github/CODEOWNERS', owners] as const]),
    ...catalogue(estate, fleet).map(
      ({ path, entities }) => [`${folder}/${path}`, entities.map(emit).join('---\n')] as const,
    ),
  ])
  const stale = catalogueFiles(root).filter(path => !wanted.has(path))
  return [
    ...[...wanted].filter(([path, text]) => textOf(join(root, path)) !== text).map(([path, text]) => ({ path, text })),
    ...stale.map(path => ({ path, text: undefined })),
  ]
}

export function applyGenerated(root: string, changes: readonly GeneratedChange[]): void {
  for (const { path, text } of changes) {
    const file = join(root, path)
    if (text === undefined) {
      rmSync(file)
      continue
    }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

export function staleGenerated(changes: readonly GeneratedChange[]): Finding[] {
  return changes.map(({ path }) => ({
    rule: freshGenerated.id,
    severity: freshGenerated.severity,
    path,
    message: 'the file is not what tenants and apps say',
    fix: 'run `npm run synth` and commit it',
  }))
}

function catalogueFiles(root: string): string[] {
  if (!existsSync(join(root, folder))) return []
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  return files.filter(file => file.endsWith('.yaml')).map(file => `${folder}/${file.replaceAll('\\', '/')}`)
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
