import { relative } from 'node:path'

/** A path as people name it: relative to a folder where it lies below. */
export function shownPath(path: string, root: string): string {
  return path.startsWith(`${root}/`) ? relative(root, path) : path
}
