import { relative } from 'node:path'
import type { Finding } from '../finding/finding.ts'
import { shownPath } from '../finding/shown-path.ts'
import { diff, type Change } from '../render/diff.ts'
import { emit } from '../render/emit.ts'
import type { RenderedFile } from '../render/rendered-file.ts'

export const freshDist = {
  id: 'fresh-dist',
  severity: 'error',
  description: 'dist holds exactly what the code renders',
} as const

/** Tells whether dist is what the files say, file by file. Reads only. */
export function freshness(files: readonly RenderedFile[], root: string, outdir: string): Finding[] {
  const sources = new Map(files.map(({ path, source }) => [path, source]))
  const { changes, findings } = diff(
    files.map(({ path, manifest }) => ({ path, text: emit(manifest) })),
    outdir,
  )
  const folder = relative(root, outdir)
  const stale = changes.map(change => staleFinding(change, folder, sources.get(change.path)))
  return [...findings.map(finding => ({ ...finding, path: shownPath(finding.path, root) })), ...stale]
}

function staleFinding({ path, text }: Change, folder: string, source: string | undefined): Finding {
  const what = text === undefined ? 'is rendered no more' : 'is missing, or not what the code renders'
  return {
    rule: freshDist.id,
    severity: freshDist.severity,
    path: `${folder}/${path}`,
    ...(source !== undefined && { source }),
    message: `dist is stale: the file ${what}`,
    fix: 'run `npm run synth` and commit it',
  }
}
