import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** An error nobody foresaw, as one line that says where in the repository it happened. */
export function errorLine(error: unknown, root: string): string {
  if (!(error instanceof Error)) return `unexpected: ${String(error)}`
  const place = placeIn(error.stack ?? '', root)
  const message = error.message.split('\n')[0]
  return place === undefined ? message || error.name : `${place}: ${message || error.name}`
}

/** The first `file:line` of a stack that is ours; a syntax error has it in its first line. */
function placeIn(stack: string, root: string): string | undefined {
  for (const [, file = '', line] of stack.matchAll(/((?:file:\/\/)?\/[^\s():]+\.[cm]?[jt]s):(\d+)/g)) {
    const path = file.startsWith('file:') ? fileURLToPath(file) : file
    if (path.startsWith(`${root}/`) && !path.includes('/node_modules/')) return `${relative(root, path)}:${line}`
  }
  return undefined
}
