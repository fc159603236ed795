import type { Selector } from './selector.ts'

/** Selects what both selectors select. */
export function intersect(a: Selector, b: Selector): Selector {
  return Object.fromEntries(
    (['environments', 'regions', 'clusters'] as const).flatMap(list => {
      const both = a[list] && b[list] ? a[list].filter(name => b[list]!.includes(name)) : (a[list] ?? b[list])
      return both === undefined ? [] : [[list, both]]
    }),
  )
}
