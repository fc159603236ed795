import process from 'node:process'
import { synthesize } from '../lib/render/synthesize.ts'

/** One render of `tenant-estate.ts`; prints its peak memory in MB. */
const [tenants = '1000', outdir = 'dist'] = process.argv.slice(2)
const address = new URL(`./tenant-estate.ts?tenants=${tenants}`, import.meta.url)
const { fleet, estate } = (await import(address.href)) as Pick<Parameters<typeof synthesize>[0], 'fleet' | 'estate'>
synthesize({ fleet, estate }, outdir)
process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}\n`)
