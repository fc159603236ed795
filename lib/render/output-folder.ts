import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import type { Finding } from '../finding/finding.ts'
import { FindingsError } from '../finding/findings-error.ts'

const example = 'write "language: typescript", "app: node main.ts" and "output: dist"'

/**
 * Where dist is, absolute, as cdk8s.yaml says it. Throws a finding where that file is missing or broken.
 * @see https://cdk8s.io/docs/latest/cli/synth/
 */
export function outputFolder(root: string): string {
  const config = parse(read(join(root, 'cdk8s.yaml')))
  for (const field of ['language', 'app', 'output'] as const) {
    if (typeof config[field] !== 'string' || config[field] === '') throw broken(`has no "${field}"`)
  }
  return join(root, config['output'] as string)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw broken(`cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const config = load(text)
    if (typeof config === 'object' && config !== null) return config as Record<string, unknown>
  } catch (error) {
    throw broken(`is not YAML: ${(error as Error).message.split('\n')[0]}`)
  }
  throw broken('is not a mapping')
}

function broken(message: string): FindingsError {
  const finding: Finding = { rule: 'cdk8s-yaml', severity: 'error', path: 'cdk8s.yaml', message, fix: example }
  return new FindingsError([finding])
}
