import { CelError } from '../cel/cel-error.ts'
import { set } from '../cel/json.ts'

/** https://datatracker.ietf.org/doc/html/rfc6902 */
export interface PatchOperation {
  readonly op: string
  readonly path: string
  readonly from?: string
  readonly value?: unknown
}

type Container = Record<string, unknown> | unknown[]

/** A copy of the document with the operations done; the document itself where a `test` fails. @throws CelError */
export function applyJsonPatch<T>(document: T, operations: readonly PatchOperation[]): T {
  let result: unknown = structuredClone(document)
  for (const operation of operations) {
    if (operation.op === 'test') {
      const found = find(result, operation.path)
      if (JSON.stringify(sorted(found)) !== JSON.stringify(sorted(operation.value ?? null))) return document
    } else result = perform(result, operation)
  }
  return result as T
}

function perform(document: unknown, operation: PatchOperation): unknown {
  const { op, path, from = '' } = operation
  switch (op) {
    case 'add':
      return add(document, path, structuredClone(operation.value ?? null))
    case 'remove':
      return remove(document, path)
    case 'replace':
      find(document, path)
      return add(path === '' ? document : remove(document, path), path, structuredClone(operation.value ?? null))
    case 'move': {
      const moved = find(document, from)
      return add(remove(document, from), path, moved)
    }
    case 'copy':
      return add(document, path, structuredClone(find(document, from)))
    default:
      throw new CelError(`JSON Patch: unknown operation '${op}'`)
  }
}

function segments(path: string): string[] {
  if (path === '') return []
  if (!path.startsWith('/')) throw new CelError(`JSON Patch: path '${path}' does not start with a slash`)
  return path
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function child(container: unknown, key: string): unknown {
  if (Array.isArray(container)) return /^\d+$/.test(key) ? container[Number(key)] : undefined
  if (typeof container !== 'object' || container === null || !Object.hasOwn(container, key)) return undefined
  return (container as Record<string, unknown>)[key]
}

function find(document: unknown, path: string): unknown {
  let value = document
  for (const part of segments(path)) {
    value = child(value, part)
    if (value === undefined) throw new CelError(`JSON Patch: there is no '${path}'`)
  }
  return value
}

/** The container that holds what a path names, and the key in it. */
function locate(document: unknown, path: string): readonly [Container, string] {
  const parts = segments(path)
  const key = parts.pop()!
  const parent = find(document, parts.map(part => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''))
  if (typeof parent !== 'object' || parent === null) throw new CelError(`JSON Patch: nothing can be put at '${path}'`)
  return [parent as Container, key]
}

function add(document: unknown, path: string, value: unknown): unknown {
  if (path === '') return value
  const [parent, key] = locate(document, path)
  if (!Array.isArray(parent)) set(parent, key, value)
  else parent.splice(position(parent, key, path), 0, value)
  return document
}

function position(list: readonly unknown[], key: string, path: string): number {
  const index = key === '-' ? list.length : /^\d+$/.test(key) ? Number(key) : Number.NaN
  if (Number.isNaN(index) || index > list.length) throw new CelError(`JSON Patch: there is no '${path}'`)
  return index
}

function remove(document: unknown, path: string): unknown {
  find(document, path)
  const [parent, key] = locate(document, path)
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else Reflect.deleteProperty(parent, key)
  return document
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)])
}
