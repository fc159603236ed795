/** Each value once, by code unit, never by locale. */
export function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}
