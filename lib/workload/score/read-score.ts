import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { Ajv, type ErrorObject } from 'ajv'
import { load } from 'js-yaml'
import type { Finding } from '../../finding/finding.ts'
import { FindingsError } from '../../finding/findings-error.ts'
import { scoreSchema, type Score } from './score-schema.ts'

const largest = 256 * 1024
const validate = new Ajv({ strict: false, allErrors: true, verbose: true }).compile<Score>(scoreSchema)
/** A broken file has one cause and many symptoms; nobody reads more than these. */
const most = 10

/** A Score file of version v1b1. Throws FindingsError; a file that is huge or full of aliases is not read at all. */
export function readScore(path: string): Score {
  const refuse = (message: string, fix: string) => new FindingsError([scoreFinding(path, message, fix)])
  const value = parse(readText(path, refuse), refuse)
  const version = (value as { apiVersion?: unknown } | null)?.apiVersion
  if (version !== 'score.dev/v1b1') {
    throw refuse(
      `is of version ${JSON.stringify(version) ?? 'none'}`,
      'write apiVersion: score.dev/v1b1, and what that version asks for',
    )
  }
  if (validate(value)) return value
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf').slice(0, most)
  throw new FindingsError(errors.map(error => schemaFinding(path, error)))
}

type Refuse = (message: string, fix: string) => FindingsError

function readText(path: string, refuse: Refuse): string {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw refuse(`cannot be opened: ${(error as NodeJS.ErrnoException).code}`, 'name a Score file')
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) throw refuse('is no file', 'name a Score file')
    if (stat.size > largest)
      throw refuse(`has ${stat.size} bytes`, `keep it under ${largest}; big files belong into the image`)
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

/** Aliases are refused: a few of them can stand for more than memory holds. */
function parse(yaml: string, refuse: Refuse): unknown {
  try {
    return load(yaml, { maxDepth: 30, maxAliases: 0 })
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]!
    throw refuse(`is no YAML that can be read: ${reason}`, 'correct it; write out what aliases stand for')
  }
}

function schemaFinding(path: string, { instancePath, message, params, keyword }: ErrorObject): Finding {
  const where = instancePath.slice(1).replaceAll('/', '.').replaceAll('~1', '/') || 'the file'
  if (keyword === 'additionalProperties') {
    return scoreFinding(
      path,
      `${where} has a field "${params.additionalProperty}" that v1b1 does not know`,
      'take it out',
    )
  }
  return scoreFinding(path, `${where} ${message}`, 'see https://docs.score.dev for the fields of v1b1')
}

export function scoreFinding(path: string, message: string, fix: string): Finding {
  return { rule: 'score', severity: 'error', path, message, fix }
}
