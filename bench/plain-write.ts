import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The least that any renderer has to do: write texts that lie ready (a JSON list of path and text) to new files. */
const [pack = '', outdir = ''] = process.argv.slice(2)
let last = ''
for (const [path, text] of JSON.parse(readFileSync(pack, 'utf8')) as [string, string][]) {
  const file = join(outdir, path)
  if (dirname(file) !== last) mkdirSync((last = dirname(file)), { recursive: true })
  writeFileSync(file, text)
}
