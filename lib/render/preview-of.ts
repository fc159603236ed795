import type { PlacedPreview } from '../delivery/placed-unit.ts'
import type { Finding } from '../finding/finding.ts'
import { groupKind, objectKey, objectTitle } from '../manifest/object-key.ts'
import { buildUnit } from './build-unit.ts'
import type { ScopeOf } from './known-kinds.ts'
import { normalize } from './normalize.ts'
import { compare, type Slot } from './place.ts'
import { unitFinding } from './unit-findings.ts'

/** What a pull request gets of a unit on a cluster: built as the unit itself, held to the same rules. */
export function previewOf(
  { unit, cluster }: Slot,
  scopeOf: ScopeOf,
): { readonly placed: PlacedPreview; readonly findings: readonly Finding[] } | undefined {
  const preview = unit.preview(cluster)
  if (preview === undefined) return undefined
  const { build, ...facts } = preview
  const copy = { ...unit, namespace: preview.namespace, build }
  const { manifests: built, findings: problems } = buildUnit({ unit: copy, cluster })
  const findings = [...problems]
  const manifests = built.flatMap(manifest => {
    const normalized = normalize(manifest, scopeOf(groupKind(manifest), copy, cluster), preview.namespace)
    if ('manifest' in normalized) return [normalized.manifest]
    const object = `${cluster.name}: preview: ${objectTitle(manifest)}`
    findings.push({ ...unitFinding(unit, normalized.problem), object })
    return []
  })
  manifests.sort((a, b) => compare(objectKey(a), objectKey(b)))
  return { placed: { ...facts, manifests }, findings }
}
