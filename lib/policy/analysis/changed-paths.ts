import { isObject } from '../merge.ts'

/** One place in which two states of an object differ; `undefined` where it is absent. */
export interface Change {
  /** e.g. `spec.template.spec.containers[0].image`. */
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** Where two states of an object differ, each place as deep as it goes, in the order of the fields. */
export function changedPaths(before: unknown, after: unknown, path = ''): Change[] {
  if (Object.is(before, after)) return []
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap(key => changedPaths(before[key], after[key], step(path, key)))
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length)
    return Array.from({ length }, (_, i) => changedPaths(before[i], after[i], `${path}[${i}]`)).flat()
  }
  return [{ path, before, after }]
}

/** Whether one of two paths lies within the other, or they are one. */
export function overlap(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long === short || (long.startsWith(short) && /^[.[]/.test(long.slice(short.length)))
}

function step(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}
