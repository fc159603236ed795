import process from 'node:process'
import { estate, fleet } from './estate.ts'
import { describe, FindingsError } from './lib/finding/findings-error.ts'
import { outputFolder } from './lib/render/output-folder.ts'
import { synthesize } from './lib/render/synthesize.ts'

// What cdk8s.yaml runs: `cdk8s synth` says with CDK8S_OUTDIR where it wants the files.
try {
  synthesize({ fleet, estate }, process.env['CDK8S_OUTDIR'] ?? outputFolder(import.meta.dirname))
} catch (error) {
  if (!(error instanceof FindingsError)) throw error
  process.stderr.write(error.findings.map(finding => `${describe(finding)}\n`).join(''))
  process.exitCode = 1
}
