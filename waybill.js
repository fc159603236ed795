#!/usr/bin/env node
// Plain JavaScript, so that a Node that is too old for TypeScript still says so in one line.
import module from 'node:module'
import process from 'node:process'

const needed = 24
if (Number.parseInt(process.versions.node) < needed) {
  process.stderr.write(
    `waybill: node ${process.versions.node} is too old; run \`npm ci\` and use \`npx waybill\`, or install node ${needed} or newer\n`,
  )
  process.exitCode = 1
} else {
  module.enableCompileCache() // the second start is twice as fast: TypeScript is stripped and compiled once
  await import('./cli.ts')
}
