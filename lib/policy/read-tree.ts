import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { longestText, readObjects } from './read-objects.ts'
import type { AnyObject } from './request.ts'
import type { Finding } from '../finding/finding.ts'

/** An object and the file it stands in. */
export interface LocatedObject {
  readonly path: string
  readonly object: AnyObject
}

export interface Tree {
  readonly objects: readonly LocatedObject[]
  readonly findings: readonly Finding[]
}

const standardInput = 0

/** The Kubernetes objects of a file, of all YAML and JSON files of a folder, or of standard input for `-`. */
export function readTree(path: string): Tree {
  const found =
    path === '-' ? [{ path: 'stdin', file: standardInput }] : filesIn(path).map(file => ({ path: file, file }))
  const read = found.map(each => readFile(each.path, each.file))
  return { objects: read.flatMap(({ objects }) => objects), findings: read.flatMap(({ findings }) => findings) }
}

function filesIn(path: string): readonly string[] {
  if (!(statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)) return [path]
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap(entry => {
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name === '.git' ? [] : filesIn(join(path, entry.name))
    return /\.(ya?ml|json)$/.test(entry.name) ? [join(path, entry.name)] : []
  })
}

function readFile(path: string, file: string | number): Tree {
  try {
    if (typeof file === 'string' && statSync(file).size > longestText)
      throw new Error(`is larger than ${longestText} bytes`)
    const { objects, findings } = readObjects(readFileSync(file, 'utf8'), path)
    return { objects: objects.map(object => ({ path, object })), findings }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const problem = code === undefined ? message : `cannot be read: ${code}`
    return {
      objects: [],
      findings: [
        {
          rule: 'policy-input',
          severity: 'error',
          path,
          message: problem,
          fix: 'name a readable file or folder of YAML',
        },
      ],
    }
  }
}
