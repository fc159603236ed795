import { nearest } from './nearest.ts'

/** The remedy for a name that nothing bears: the nearest right one, or the list of all. */
export function useInstead(written: string, known: Iterable<string>): string {
  const names = [...known]
  const best = nearest(written, names)
  if (best !== undefined) return `use "${best}"`
  return names.length === 0 ? 'remove it; there is none' : `use one of ${names.map(name => `"${name}"`).join(', ')}`
}
