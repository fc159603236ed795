/** A field of an object that a controller writes after the engine has applied it; the engine must leave it alone. */
export interface OwnedField {
  readonly group: string
  readonly kind: string
  readonly name?: string
  readonly namespace?: string
  /** JSON pointers (RFC 6901) to the fields. */
  readonly pointers: readonly string[]
  /** The controller that writes them. */
  readonly by: string
}
