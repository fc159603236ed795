/** One line of the benchmark's table. */
export interface Row {
  readonly scenario: string
  /** How much of what, e.g. `12,800 objects`. */
  readonly size: string
  readonly value: number
  /** Unit of the value, e.g. `s`, `MB`, `× as fast`. */
  readonly unit: string
  /** What must be reached, e.g. `>= 25`; absent where the number only informs. */
  readonly target?: string
  readonly reached?: boolean
}

/** A row with a target. */
export function goal(row: Omit<Row, 'target' | 'reached'>, relation: '>=' | '<=', target: number): Row {
  const reached = relation === '>=' ? row.value >= target : row.value <= target
  return { ...row, target: `${relation} ${target}`, reached }
}
