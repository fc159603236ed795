import { objectKey, objectTitle } from '../../../manifest/object-key.ts'
import { policyFinding, type GuardedCluster } from './guarded-cluster.ts'
import type { Finding } from '../../../finding/finding.ts'
import type { Judgement } from '../tree-judge.ts'
import type { Manifest } from '../../../manifest/manifest.ts'

export const generatesOwned = {
  id: 'policy-generates-owned',
  severity: 'error',
  description: 'no generating policy creates what git owns',
} as const

/** Policies that create an object which is in git: the engine and Kyverno would write it in turn. */
export function generatedOwned(guarded: GuardedCluster): Finding[] {
  const owned = new Map(guarded.tree.files.map(file => [objectKey(file.object as Manifest), file.path]))
  const findings = guarded.judgements.flatMap(({ policy, file, verdict: { generated = [] } }: Judgement) =>
    (generated as readonly Manifest[])
      .filter(object => owned.has(objectKey(object)))
      .map(object =>
        policyFinding(guarded, policy, {
          rule: generatesOwned.id,
          severity: generatesOwned.severity,
          message: `creates ${objectTitle(object)} for ${objectTitle(file.object as Manifest)}, though git has it in ${owned.get(objectKey(object))}`,
          fix: 'exclude what git has with a match condition, or take it out of git',
        }),
      ),
  )
  return [...new Map(findings.map(finding => [finding.message, finding])).values()]
}
