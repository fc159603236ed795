import { requireBudget } from './require-budget.ts'
import { requireCostLabels } from './require-cost-labels.ts'

/** Everything that costs has an owner. */
export const cost = [requireCostLabels, requireBudget]
