import { FindingsError } from '../finding/findings-error.ts'
import { useInstead } from '../finding/unknown-name.ts'

/** The one of that name. Throws a finding that says which name is nearest. */
export function choose<T extends { readonly name: string }>(what: string, written: string, things: readonly T[]): T {
  const found = things.find(({ name }) => name === written)
  if (found) return found
  const fix = useInstead(
    written,
    things.map(({ name }) => name),
  )
  throw new FindingsError([
    { rule: 'unknown-name', severity: 'error', path: what, message: `unknown ${what} "${written}"`, fix },
  ])
}
