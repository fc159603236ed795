import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { load } from 'js-yaml'
import type { Manifest } from '../manifest/manifest.ts'
import type { RemovedFile } from './data-lost.ts'

/** The objects in files that are about to leave dist. What is no object any more has nothing to lose. */
export function removedFiles(paths: readonly string[], outdir: string): RemovedFile[] {
  return paths.flatMap(path => {
    const manifest = readObject(join(outdir, path))
    return manifest === undefined ? [] : [{ path: `${basename(outdir)}/${path}`, manifest }]
  })
}

function readObject(file: string): Manifest | undefined {
  try {
    const { apiVersion, kind, metadata } = load(readFileSync(file, 'utf8')) as Partial<Manifest>
    return apiVersion && kind && metadata?.name ? { apiVersion, kind, metadata } : undefined
  } catch {
    return undefined
  }
}
