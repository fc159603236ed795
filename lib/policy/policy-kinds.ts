import { compileDeletingPolicy } from './deleting-policy.ts'
import { compileGeneratingPolicy } from './generating-policy.ts'
import { compileImageValidatingPolicy } from './image-validating-policy.ts'
import { compileMutatingPolicy } from './mutating-policy.ts'
import { compileValidatingPolicy } from './validating-policy.ts'
import { groupOf } from '../manifest/object-key.ts'
import type { Compiled, PolicySource } from './kyverno-rule.ts'

/** Kyverno's kinds; each has a namespaced twin. */
export const kyvernoKinds: ReadonlyMap<string, (source: PolicySource) => Compiled> = new Map([
  ['ValidatingPolicy', compileValidatingPolicy],
  ['MutatingPolicy', compileMutatingPolicy],
  ['GeneratingPolicy', compileGeneratingPolicy],
  ['DeletingPolicy', compileDeletingPolicy],
  ['ImageValidatingPolicy', compileImageValidatingPolicy],
])

/** Kinds that Kyverno 1.20 no longer takes, and what replaces them. */
const replaced: Readonly<Record<string, string>> = {
  ClusterPolicy:
    'a ValidatingPolicy, MutatingPolicy, GeneratingPolicy or ImageValidatingPolicy of policies.kyverno.io/v1',
  Policy: 'a namespaced policy of policies.kyverno.io/v1, such as NamespacedValidatingPolicy',
  ClusterCleanupPolicy: 'a DeletingPolicy of policies.kyverno.io/v1',
  CleanupPolicy: 'a NamespacedDeletingPolicy of policies.kyverno.io/v1',
  PolicyException: 'a PolicyException of policies.kyverno.io/v1',
}

interface Kinded {
  readonly apiVersion: string
  readonly kind: string
}

/** What to write instead of a kind of the group kyverno.io; undefined for other kinds. */
export function replacementOf({ apiVersion, kind }: Kinded): string | undefined {
  return groupOf(apiVersion) === 'kyverno.io' ? replaced[kind] : undefined
}

/** The kind without the prefix of namespaced twins, where it is one of Kyverno's. */
export function kyvernoKindOf({ apiVersion, kind }: Kinded): string | undefined {
  const base = kind.replace(/^Namespaced/, '')
  return groupOf(apiVersion) === 'policies.kyverno.io' && kyvernoKinds.has(base) ? base : undefined
}

export function isException({ apiVersion, kind }: Kinded): boolean {
  return groupOf(apiVersion) === 'policies.kyverno.io' && kind === 'PolicyException'
}

export function isAdmissionPolicy({ apiVersion, kind }: Kinded): boolean {
  return groupOf(apiVersion) === 'admissionregistration.k8s.io' && /^(Validating|Mutating)AdmissionPolicy$/.test(kind)
}

export function isBinding({ apiVersion, kind }: Kinded): boolean {
  return (
    groupOf(apiVersion) === 'admissionregistration.k8s.io' && /^(Validating|Mutating)AdmissionPolicyBinding$/.test(kind)
  )
}
