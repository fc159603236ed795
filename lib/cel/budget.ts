import { CostError } from './cel-error.ts'

/** What one expression may cost, and all expressions of one policy for one object, as in the API server. */
export const limits = { expression: 1_000_000, policy: 10_000_000 }

/** Longest string an expression may build, in code units. */
export const longestString = 10_000_000

/** Counts down what evaluation costs: one for a step, one for each ten characters or elements that a function reads. */
export class Budget {
  #total: number
  #expression = limits.expression

  constructor(total = limits.policy) {
    this.#total = total
  }

  /** Starts an expression; what the one before left over is not carried forward. */
  begin(): void {
    this.#expression = limits.expression
  }

  /** @throws CostError once either limit is passed */
  charge(cost: number): void {
    this.#expression -= cost
    this.#total -= cost
    if (this.#expression < 0) throw new CostError(`expression costs more than ${limits.expression} steps`)
    if (this.#total < 0) throw new CostError('the expressions of this policy cost more than their budget')
  }
}
