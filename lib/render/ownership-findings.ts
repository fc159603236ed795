import type { Finding } from '../finding/finding.ts'
import { objectKey } from '../manifest/object-key.ts'
import { compare } from './place.ts'
import type { RenderedFile } from './rendered-file.ts'

/** What one file claims for its unit. */
export interface Claim {
  /** Relative to dist. */
  readonly path: string
  /** Cluster where the object lives, and its key. */
  readonly object: string
  /** `<cluster>/<layer>/<name>`. */
  readonly unit: string
  /** Where the definition stands, as `file:line`. */
  readonly source: string
}

export function claimOf({ path, livesOn, cluster, unit, source, manifest }: RenderedFile): Claim {
  return { path, object: `${livesOn}: ${objectKey(manifest)}`, unit: `${cluster}/${unit}`, source }
}

/** Objects with two owners and paths of two objects. File systems that ignore case see one path where we see two. */
export function ownershipFindings(claims: readonly Claim[]): Finding[] {
  const objects = twins(claims, ({ object }) => object)
  const twice = new Set(objects.flat())
  const paths = twins(claims, ({ path }) => path.toLowerCase()).filter(group => !group.every(claim => twice.has(claim)))
  return [
    ...objects.map(group => ({
      ...described('owner', group),
      message: `${group[0]!.object.replace(/^[^ ]+ /, '"')}" is rendered by ${owners(group)}`,
      fix: 'keep one, or move the object to a unit that both wait for',
    })),
    ...paths.map(group => ({
      ...described('path', group),
      message: `${group.length} objects of ${owners(group)} want this file`,
      fix: 'rename one object',
    })),
  ]
}

function described(rule: string, [first]: readonly Claim[]): Pick<Finding, 'rule' | 'severity' | 'path' | 'source'> {
  return { rule, severity: 'error', path: `dist/${first!.path}`, source: first!.source }
}

function owners(group: readonly Claim[]): string {
  return [...new Set(group.map(({ unit, source }) => `${unit} (${source})`))].sort(compare).join(' and ')
}

/** Groups of more than one. Two passes, so that a hundred thousand claims without twins cost no list each. */
function twins(claims: readonly Claim[], key: (claim: Claim) => string): Claim[][] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const claim of claims) {
    const id = key(claim)
    if (seen.has(id)) twice.add(id)
    seen.add(id)
  }
  if (twice.size === 0) return []
  return [
    ...Map.groupBy(
      claims.filter(claim => twice.has(key(claim))),
      key,
    ).values(),
  ]
}
