import { compileValidatingPolicy } from './validating-policy.ts'
import { objectTitle } from '../manifest/object-key.ts'
import type { AnyObject } from './request.ts'
import type { Compiled, PolicySource } from './validating-policy.ts'
import type { Finding } from '../finding/finding.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Policy } from './policy.ts'

type Compiler = (source: PolicySource) => Compiled & Pick<Policy, 'targets'>

const kyvernoKinds: Readonly<Record<string, Compiler>> = {
  ValidatingPolicy: compileValidatingPolicy,
}

/** Policies ready to judge, and what is wrong with those that are not. */
export interface LoadedPolicies {
  readonly policies: readonly Policy[]
  readonly findings: readonly Finding[]
}

export function loadPolicies(manifests: readonly Manifest[], path = ''): LoadedPolicies {
  const policies: Policy[] = []
  const findings: Finding[] = []
  const exceptions = manifests.filter(
    ({ apiVersion, kind }) => /^policies\.kyverno\.io\//.test(apiVersion) && kind === 'PolicyException',
  )
  for (const manifest of manifests) {
    const compiler = kyvernoKinds[manifest.kind.replace(/^Namespaced/, '')]
    if (compiler === undefined) continue
    const source: PolicySource = {
      manifest,
      namespace: manifest.kind.startsWith('Namespaced') ? (manifest.metadata.namespace ?? 'default') : undefined,
      exceptions,
    }
    const { rules, problems, ...rest } = compiler(source)
    for (const problem of problems) {
      findings.push({
        rule: 'policy-expression',
        severity: 'error',
        object: objectTitle(manifest),
        path,
        message: `${problem.path}: ${problem.message}`,
        fix: 'correct the expression',
      })
    }
    if (problems.length === 0)
      policies.push({
        kind: manifest.kind,
        name: manifest.metadata.name,
        actions: actions(manifest),
        manifest,
        rules,
        ...rest,
        ...(source.namespace !== undefined && { namespace: source.namespace }),
      })
  }
  return { policies, findings }
}

function actions({ spec }: AnyObject): readonly string[] {
  return (spec as { validationActions?: readonly string[] }).validationActions ?? ['Audit']
}
