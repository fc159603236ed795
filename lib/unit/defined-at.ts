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

/** Relative to the repository, with `/`. */
export function relativeFile(file: string): string {
  return relative(root, file.startsWith('file:') ? fileURLToPath(file) : file).replaceAll('\\', '/')
}
