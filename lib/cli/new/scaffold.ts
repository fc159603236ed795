import type { ListEntry } from './add-to-list.ts'

/** Everything that `new` writes for one definition. Paths are relative to the repository. */
export interface Scaffold {
  readonly files: Readonly<Record<string, string>>
  /** Hand-written lists that get one more entry. */
  readonly lists: readonly (ListEntry & { readonly file: string })[]
  /** What is left to people. */
  readonly next: readonly string[]
}
