export type Severity = 'error' | 'warning' | 'info'

/** One thing that is wrong, where it is, and what to do about it. What every check returns. */
export interface Finding {
  /** Kebab-case id of the rule that found it. */
  readonly rule: string
  readonly severity: Severity
  /** The object, as `cluster: Kind namespace/name`; absent where the finding is about no object. */
  readonly object?: string
  /** The file to look at, relative to the repository: in dist, or a source file. */
  readonly path: string
  /** Where the definition that made it stands, as `file:line`. */
  readonly source?: string
  /** What is wrong: lower case, values quoted, no full stop. */
  readonly message: string
  /** What to do, as an imperative. */
  readonly fix: string
}
