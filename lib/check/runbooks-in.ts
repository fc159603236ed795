import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = 'docs/runbooks'

/** The runbooks of a repository, sorted. */
export function runbooksIn(root: string): string[] {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter(file => file.endsWith('.md'))
    .map(file => `${folder}/${file}`)
    .sort()
}
