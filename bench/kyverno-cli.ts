import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dump } from 'js-yaml'
import type { Manifest } from '../lib/manifest/manifest.ts'
import type { AnyObject } from '../lib/policy/request.ts'
import type { Row } from './row.ts'

/** The same work by Kyverno's own command, process start included; no row where it is not on the PATH. */
export function kyvernoCli(policies: readonly Manifest[], objects: readonly AnyObject[]): Row[] {
  if (spawnSync('kyverno', ['version']).error !== undefined) return []
  const folder = mkdtempSync(join(tmpdir(), 'waybill-kyverno-'))
  try {
    const file = (name: string, documents: readonly object[]) => {
      const path = join(folder, name)
      writeFileSync(path, documents.map(document => dump(document, { noRefs: true })).join('---\n'))
      return path
    }
    const args = ['apply', file('policies.yaml', policies), '--resource', file('objects.yaml', objects)]
    const start = performance.now()
    const { signal } = spawnSync('kyverno', args, { timeout: 300_000 })
    const value = (performance.now() - start) / 1000
    const scenario = `kyverno apply, the same Deployments${signal === null ? '' : ' (ended: it takes longer)'}`
    return [{ scenario, size: `${policies.length} policies`, value, unit: 's' }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
