import { isAdmissionPolicy, isBinding, isException, kyvernoKindOf, replacementOf } from '../policy-kinds.ts'
import { loadPolicies, type LoadedPolicies } from '../load-policies.ts'
import { nameOf } from '../context.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Policy } from '../policy.ts'
import type { TreeFile } from './cluster-tree.ts'

/** A policy and what decides how it judges: its own text, its exceptions and its bindings. */
export interface KnownPolicy {
  readonly policy: Policy
  readonly file: TreeFile
  /** The same for policies that judge alike. */
  readonly fingerprint: string
  /** Whether it reads other objects than the one it judges. */
  readonly looksAround: boolean
}

/** Compiles policies once, however many trees hold them. */
export class PolicyLoader {
  readonly #known = new Map<string, LoadedPolicies>()

  load(files: readonly TreeFile[]): { readonly policies: readonly KnownPolicy[] } & Pick<LoadedPolicies, 'findings'> {
    const companions = files.filter(isCompanion)
    const loaded = files
      .filter(file => isPolicy(file) || replacementOf(file.object as unknown as Manifest) !== undefined)
      .map(file => {
        const own = companionsOf(file, companions)
        const fingerprint = [file, ...own].map(({ oid }) => oid).join(' ')
        return { file, fingerprint, loaded: this.#load(fingerprint, [file, ...own]) }
      })
    return {
      policies: loaded.flatMap(({ file, fingerprint, loaded: { policies } }) =>
        policies.map(policy => ({ policy, file, fingerprint, looksAround: looksAround(policy.manifest) })),
      ),
      findings: loaded.flatMap(({ file, loaded: { findings } }) =>
        findings.map(finding => ({ ...finding, path: file.path })),
      ),
    }
  }

  #load(fingerprint: string, files: readonly TreeFile[]): LoadedPolicies {
    const known = this.#known.get(fingerprint)
    if (known !== undefined) return known
    const loaded = loadPolicies(files.map(({ object }) => object as unknown as Manifest))
    this.#known.set(fingerprint, loaded)
    return loaded
  }
}

/** The exceptions and bindings that name a policy. */
export function companionsOf(policy: TreeFile, files: readonly TreeFile[]): TreeFile[] {
  return files.filter(file => isCompanion(file) && names(file.object, policy.object))
}

/** Whether a file holds a policy of a kind that is judged by. */
export function isPolicy({ object }: TreeFile): boolean {
  const manifest = object as unknown as Manifest
  return kyvernoKindOf(manifest) !== undefined || isAdmissionPolicy(manifest)
}

function isCompanion({ object }: TreeFile): boolean {
  return isException(object as unknown as Manifest) || isBinding(object as unknown as Manifest)
}

function specOf({ spec }: TreeFile['object']): Record<string, unknown> {
  return typeof spec === 'object' && spec !== null ? (spec as Record<string, unknown>) : {}
}

/** Whether an exception or a binding names a policy. */
function names(companion: TreeFile['object'], policy: TreeFile['object']): boolean {
  const { policyName, policyRefs } = specOf(companion)
  if (policyName !== undefined) return policyName === nameOf(policy)
  return Array.isArray(policyRefs) && policyRefs.some((ref: { name?: unknown }) => ref?.name === nameOf(policy))
}

function looksAround(manifest: Manifest): boolean {
  return /\bresource\s*\.|"paramKind":/.test(JSON.stringify(manifest.spec))
}
