import { distance } from 'fastest-levenshtein'

/** The candidate closest to what was written, where one is close enough to be a slip of the finger. */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(2, Math.floor(written.length / 3))
  const [best] = [...candidates]
    .map(candidate => ({ candidate, edits: distance(written.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits)
  return best?.candidate
}
