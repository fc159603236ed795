import { requireDefaultLimits } from './require-default-limits.ts'
import { requireDrainableBudget } from './require-drainable-budget.ts'
import { requireQuotaBounds } from './require-quota-bounds.ts'
import { restrictAutoscalerRange } from './restrict-autoscaler-range.ts'
import { restrictContainerMemory } from './restrict-container-memory.ts'
import { restrictOpenPreviews } from './restrict-open-previews.ts'
import { restrictVolumeSize } from './restrict-volume-size.ts'

/** Bounds on what a namespace takes. */
export const limits = [
  requireQuotaBounds,
  requireDefaultLimits,
  restrictContainerMemory,
  restrictVolumeSize,
  restrictAutoscalerRange,
  requireDrainableBudget,
  restrictOpenPreviews,
]
