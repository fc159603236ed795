import process from 'node:process'

/** Loaded before a program: prints its peak memory in MB as the last line on standard error. */
process.on('exit', () => {
  process.stderr.write(`\n${Math.round(process.resourceUsage().maxRSS / 1024)}`)
})
