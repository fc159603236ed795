import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Where `define` was called, as `file:line` relative to the repository. Costs one stack frame; call it once a definition. */
export function definedAt(define: (...args: never[]) => unknown): string {
  const { prepareStackTrace, stackTraceLimit } = Error
  const holder: { stack?: NodeJS.CallSite[] } = {}
  Error.prepareStackTrace = (_, frames) => frames
  Error.stackTraceLimit = 1
  Error.captureStackTrace(holder, define)
  const [frame] = holder.stack ?? []
  Error.prepareStackTrace = prepareStackTrace
  Error.stackTraceLimit = stackTraceLimit
  return frame === undefined ? 'unknown' : `${relativeFile(frame.getFileName() ?? '')}:${frame.getLineNumber()}`
}

function relativeFile(file: string): string {
  return relative(root, file.startsWith('file:') ? fileURLToPath(file) : file).replaceAll('\\', '/')
}

/** An error that a definition threw: its first line, and where, nearest to the definition last. */
export function thrownAt(error: unknown): { readonly message: string; readonly at: string } {
  if (!(error instanceof Error)) return { message: String(error), at: 'something that is not an Error' }
  const frames = [...(error.stack ?? '').matchAll(/^ {4}at .*?((?:file:\/\/)?\/[^()\n]+?):(\d+):\d+\)?$/gm)]
    .map(([, file = '', line = '']) => `${relativeFile(file)}:${line}`)
    .filter(place => !place.startsWith('..') && !place.startsWith('node_modules/'))
  const thrown = frames[0]
  const caller = frames.find(place => !place.startsWith('lib/'))
  const at = [thrown, caller === thrown ? undefined : caller].filter(Boolean).join(', called from ')
  return {
    message: `${error.message || error.name}`.split('\n')[0]!,
    at: at === '' ? 'outside the repository' : `at ${at}`,
  }
}
