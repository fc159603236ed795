/** How sensitive data is, from the least to the most. */
export const classifications = ['public', 'internal', 'confidential', 'restricted'] as const
export type Classification = (typeof classifications)[number]

/** Whether data of class `a` is more sensitive than data of class `b`. */
export function exceeds(a: Classification, b: Classification): boolean {
  return classifications.indexOf(a) > classifications.indexOf(b)
}

/** Whether what the workloads write to their logs may be somebody's personal data. */
export function isSensitive(classification: Classification): boolean {
  return exceeds(classification, 'internal')
}
