import type { RenderedFile } from './rendered-file.ts'

/** What a run may write; everything is laid out and checked all the same. */
export interface Scope {
  readonly cluster?: string | undefined
  /** Name of a unit. */
  readonly unit?: string | undefined
}

/** Whether a run may write a file: one of the unit, or one of its delivery. */
export function mayWrite({ cluster, unit }: RenderedFile, scope: Scope): boolean {
  return (
    (scope.cluster === undefined || cluster === scope.cluster) &&
    (scope.unit === undefined || unit.slice(unit.indexOf('/') + 1) === scope.unit)
  )
}

/** Whether a run may remove a path of dist that nothing renders any more. */
export function mayRemove(path: string, { cluster, unit }: Scope): boolean {
  const [folder, , name] = path.split('/')
  return (cluster === undefined || folder === cluster) && (unit === undefined || name === unit)
}
