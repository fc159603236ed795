import process from 'node:process'
import { synthesize } from '../lib/render/synthesize.ts'

const [units = '1600', outdir = 'dist', threads] = process.argv.slice(2)
const module = new URL(`./estate.ts?units=${units}`, import.meta.url)
const { fleet, estate } = (await import(module.href)) as typeof import('./estate.ts')
const options = threads === undefined ? {} : { threads: Number(threads) }
await synthesize({ module, fleet, estate }, outdir, options)
process.stderr.write(`${process.resourceUsage().maxRSS / 1024} MB\n`)
