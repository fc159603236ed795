import process from 'node:process'
import { runCommand, type CommandDef } from 'citty'
import { describe, FindingsError } from '../finding/findings-error.ts'
import { errorLine } from './error-line.ts'
import { called, refused, type Called } from './strict.ts'
import { usage } from './usage.ts'

/** Where the program is and which version of it. */
export interface Program {
  /** Folder of the repository, absolute. */
  readonly root: string
  readonly version: string
}

/** Runs a command line: every error is a line on standard error and exit code 1, never a stack trace. */
export async function run(command: CommandDef, argv: readonly string[], program: Program): Promise<void> {
  process.stdout.on('error', quitQuietly)
  try {
    const call = await called(command, argv)
    if (asksForHelp(call)) process.stdout.write(await usage(call))
    else if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
      process.stdout.write(`${program.version}\n`)
    } else await obey(call)
  } catch (error) {
    const lines = error instanceof FindingsError ? error.findings.map(describe) : [errorLine(error, program.root)]
    fail(lines)
  }
}

/** Where the reader of a pipe has gone (`waybill check | head`) there is nobody to tell. */
function quitQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}

async function obey(call: Called): Promise<void> {
  const problems = await refused(call)
  if (problems.length > 0) return fail(problems)
  await runCommand(call.command, { rawArgs: [...call.rest] })
}

function fail(lines: readonly string[]): void {
  process.stderr.write(lines.map(line => `${line}\n`).join(''))
  process.exitCode = 1
}

function asksForHelp({ rest }: Called): boolean {
  const end = rest.indexOf('--')
  return (end < 0 ? rest : rest.slice(0, end)).some(word => word === '--help' || word === '-h')
}
