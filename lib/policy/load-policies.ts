import { compileAdmissionPolicy } from './admission-policy.ts'
import {
  isAdmissionPolicy,
  isBinding,
  isException,
  kyvernoKindOf,
  kyvernoKinds,
  replacementOf,
} from './policy-kinds.ts'
import { objectTitle } from '../manifest/object-key.ts'
import type { Compiled } from './kyverno-rule.ts'
import type { Finding } from '../finding/finding.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Policy } from './policy.ts'

/** Policies ready to judge, and what is wrong with the others. */
export interface LoadedPolicies {
  readonly policies: readonly Policy[]
  readonly findings: readonly Finding[]
}

export interface LoadOptions {
  /** The file of a manifest, for findings. */
  readonly pathOf?: (manifest: Manifest) => string
}

/**
 * Compiles all policies among some manifests, with the exceptions and bindings among them; other kinds are passed over.
 * A policy with a wrong expression is left out and reported.
 */
export function loadPolicies(manifests: readonly Manifest[], { pathOf = () => '' }: LoadOptions = {}): LoadedPolicies {
  const exceptions = manifests.filter(isException)
  const bindings = manifests.filter(isBinding)
  const policies: Policy[] = []
  const findings: Finding[] = []
  for (const manifest of manifests) {
    const path = pathOf(manifest)
    const replacement = replacementOf(manifest)
    if (replacement !== undefined) findings.push(legacy(manifest, path, replacement))
    const compiled = compile(manifest, exceptions, bindings)
    if (compiled === undefined) continue
    findings.push(...compiled.problems.map(problem => wrong(manifest, path, problem)))
    if (compiled.problems.length === 0) policies.push(policyOf(manifest, compiled))
  }
  return { policies, findings }
}

function compile(
  manifest: Manifest,
  exceptions: readonly Manifest[],
  bindings: readonly Manifest[],
): Compiled | undefined {
  const kind = kyvernoKindOf(manifest)
  if (kind === undefined && !isAdmissionPolicy(manifest)) return undefined
  if (typeof manifest.spec !== 'object' || manifest.spec === null) {
    return { rules: [], problems: [{ path: 'spec', message: 'policy has no spec' }] }
  }
  try {
    if (kind === undefined) return compileAdmissionPolicy(manifest, bindings.filter(sameFamily(manifest)))
    return kyvernoKinds.get(kind)!({ manifest, namespace: homeOf(manifest), exceptions })
  } catch (error) {
    // Fields of a wrong type (a string where a list belongs) surface as errors of JavaScript.
    if (!(error instanceof TypeError)) throw error
    return { rules: [], problems: [{ path: 'spec', message: `a field has the wrong type: ${error.message}` }] }
  }
}

/** Bindings of validating policies bind no mutating ones. */
function sameFamily({ kind }: Manifest): (binding: Manifest) => boolean {
  return binding => binding.kind === `${kind}Binding`
}

function homeOf({ kind, metadata }: Manifest): string | undefined {
  return kind.startsWith('Namespaced') ? (metadata.namespace ?? 'default') : undefined
}

function policyOf(manifest: Manifest, { rules, targets, actions }: Compiled): Policy {
  const { validationActions = ['Deny'], evaluation } = manifest.spec as {
    validationActions?: readonly string[]
    evaluation?: { mode?: string }
  }
  const namespace = homeOf(manifest)
  return {
    kind: manifest.kind,
    name: manifest.metadata.name,
    ...(namespace !== undefined && { namespace }),
    actions: actions ?? validationActions,
    mode: evaluation?.mode ?? 'Kubernetes',
    manifest,
    rules,
    ...(targets && { targets }),
  }
}

function wrong(manifest: Manifest, path: string, problem: Compiled['problems'][number]): Finding {
  return {
    rule: 'policy-expression',
    severity: 'error',
    object: objectTitle(manifest),
    path,
    message: `${problem.path}: ${problem.message}`,
    fix: 'correct it; the policy is left out until then',
  }
}

function legacy(manifest: Manifest, path: string, replacement: string): Finding {
  return {
    rule: 'policy-legacy-kind',
    severity: 'error',
    object: objectTitle(manifest),
    path,
    message: `Kyverno 1.20 rejects ${manifest.kind} of ${manifest.apiVersion}, and it is not judged`,
    fix: `write ${replacement}`,
  }
}
