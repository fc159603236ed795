import type { ListEntry } from './add-to-list.ts'

/** Everything that `new` writes for one definition. Paths are relative to the repository. */
export interface Scaffold {
  readonly files: Readonly<Record<string, string>>
  /** Hand-written lists that get one more entry. */
  readonly lists: readonly (ListEntry & { readonly file: string })[]
}

/** `fraud-desk` as an identifier: `fraudDesk`. */
export function identifier(name: string): string {
  return name.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase())
}
