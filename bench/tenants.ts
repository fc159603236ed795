import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { memoryFolder } from './bench-project.ts'
import type { Row } from './row.ts'

/** Every row of tenants and their apps: golden paths and all, process start included, median of three. */
export function rows(): Row[] {
  return [...measured(100), ...measured(1000)]
}

function measured(tenants: number): Row[] {
  const runs = [1, 2, 3].map(() => rendered(tenants)).toSorted((a, b) => a.seconds - b.seconds)
  const { objects, seconds } = runs[1]!
  const size = `${tenants} tenants of 3 apps, 4 clusters`
  return [
    { scenario: `golden paths, ${objects.toLocaleString('en')} objects`, size, value: seconds, unit: 's' },
    { scenario: 'golden paths', size, value: objects / seconds, unit: 'objects/s' },
    { scenario: 'peak memory', size, value: Math.max(...runs.map(({ megabytes }) => megabytes)), unit: 'MB' },
  ]
}

function rendered(tenants: number): { objects: number; seconds: number; megabytes: number } {
  const folder = mkdtempSync(join(memoryFolder, 'waybill-tenants-'))
  try {
    const started = performance.now()
    const script = join(import.meta.dirname, 'render-tenants.ts')
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, String(tenants), join(folder, 'dist')], {
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`rendering ${tenants} tenants failed: ${stderr}`)
    const seconds = (performance.now() - started) / 1000
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    return { objects: files.length, seconds, megabytes: Number(stdout) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
