import { requireCanaryMetrics } from './require-canary-metrics.ts'
import { restrictAlertProviderAddress } from './restrict-alert-provider-address.ts'
import { restrictCanaryThreshold } from './restrict-canary-threshold.ts'
import { restrictSkipAnalysis } from './restrict-skip-analysis.ts'

/** Canaries that can finish and can fail. */
export const flagger = [
  requireCanaryMetrics,
  restrictSkipAnalysis,
  restrictCanaryThreshold,
  restrictAlertProviderAddress,
]
