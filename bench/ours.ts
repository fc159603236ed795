import module from 'node:module'
import process from 'node:process'

/** One run of our renderer on the units of `estate.ts`; prints its peak memory in MB. As waybill.js starts it. */
module.enableCompileCache()
const [units = '1600', outdir = 'dist'] = process.argv.slice(2)
const { synthesize } = await import('../lib/render/synthesize.ts')
const address = new URL(`./estate.ts?units=${units}`, import.meta.url)
const { fleet, estate } = (await import(address.href)) as Pick<Parameters<typeof synthesize>[0], 'fleet' | 'estate'>
synthesize({ fleet, estate }, outdir)
process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}\n`)
