import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { FindingsError } from '../../finding/findings-error.ts'
import { importFinding } from '../import-finding.ts'

/** What a module of the project exports, by name. Throws a finding where it cannot be loaded. */
export async function exportsOf(root: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>
  } catch (error) {
    throw new FindingsError([importFinding(error)])
  }
}
