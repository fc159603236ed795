/** What is wrong with a CEL expression, or why its evaluation stopped; `offset` is where, counted in UTF-16 units. */
export class CelError extends Error {
  override readonly name: string = 'CelError'
  readonly reason: string
  readonly line: number | undefined
  /** Counted from 1. */
  readonly column: number | undefined

  constructor(reason: string, at?: { readonly source: string; readonly offset: number }) {
    const place = at && locate(at.source, at.offset)
    // A stack says nothing about an expression and costs more than running it: `a || b` may fail on every element.
    const depth = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    super(place ? `${reason} at line ${place.line}, column ${place.column}` : reason)
    Error.stackTraceLimit = depth
    this.reason = reason
    this.line = place?.line
    this.column = place?.column
  }
}

function locate(source: string, offset: number) {
  const before = source.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** Evaluation that costs too much: nothing may catch it and go on. */
export class CostError extends CelError {}

/** Rethrows what is not a failure of the expression itself. */
export function absorb(error: unknown): CelError {
  if (error instanceof CelError && !(error instanceof CostError)) return error
  throw error
}
