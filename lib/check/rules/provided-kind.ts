import type { Finding } from '../../finding/finding.ts'
import { groupKind, groupOf, versionOf } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import { namespacedKinds } from '../../unit/custom-kind.ts'
import { unitId } from '../../unit/unit.ts'
import { isBuiltinGroup } from '../builtin-group.ts'
import type { CheckContext } from '../context.ts'
import { isEngineGroup } from '../engine-group.ts'
import { exampleUnit } from '../example.ts'
import { objectFinding } from '../object-rule.ts'
import { providedKinds, type ProvidedKind } from '../provided-kind.ts'
import type { Problem, Rule } from '../rule.ts'
import { waitsFor } from '../waits-for.ts'

const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { namespace: 'web' } }
const engine = exampleUnit({ name: 'cert-manager', provides: namespacedKinds('cert-manager.io', ['v1'], ['Issuer']) })
const web = exampleUnit({ name: 'web' })
const late = exampleUnit({ name: 'web', after: [engine] })
const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  spec: { group: 'cert-manager.io', names: { kind: 'Issuer' }, versions: [{ name: 'v1', served: true }] },
}

/** A CRD and its controller come before the objects: policies after their engine, issuers after cert-manager. */
export const providedKind: Rule = {
  id: 'provided-kind',
  lint: 30,
  severity: 'error',
  description: 'a custom kind is brought by a unit of the same cluster that is applied before its objects',
  examples: {
    refused: [
      { units: [web], files: { 'prod/platform/web': [issuer] } },
      { units: [engine, web], files: { 'prod/platform/web': [issuer] } },
      {
        units: [engine, late],
        files: { 'prod/platform/web': [{ ...issuer, apiVersion: 'cert-manager.io/v1alpha2' }] },
      },
      { files: { 'staging/platform/crds': [crd], 'prod/platform/web': [issuer] } },
      { files: { 'prod/delivery': [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' }] } },
    ],
    allowed: [
      { units: [engine, late], files: { 'prod/platform/web': [issuer] } },
      { files: { 'prod/platform/web': [crd, issuer] } },
      { files: { 'prod/platform/web': [{ apiVersion: 'apps/v1', kind: 'Deployment' }] } },
    ],
  },
  run: context => {
    const provided = providedKinds(context)
    return [...context.onCluster].flatMap(([cluster, files]) =>
      [...Map.groupBy(files, ({ manifest }) => groupKind(manifest))].flatMap(([kind, objects]) => {
        if (isBuiltinGroup(groupOf(objects[0]!.manifest.apiVersion))) return []
        const found = provided.get(cluster)?.get(kind)
        if (found === undefined) return [unknownKind(kind, objects)]
        return objects.flatMap(file => {
          const problem = problemOf(file, found, context)
          return problem === undefined ? [] : [objectFinding(file, providedKind, problem)]
        })
      }),
    )
  },
}

/** One finding for all objects of the kind. */
function unknownKind(kind: string, [first, ...others]: readonly RenderedFile[]): Finding {
  const more = others.length === 0 ? '' : `, of which there are ${others.length} more objects`
  return objectFinding(first!, providedKind, {
    message: `no unit on ${first!.livesOn} brings the kind "${kind}"${more}`,
    fix: 'add the unit that brings it to the profile, or name the kind in its `provides`',
  })
}

function problemOf(
  file: RenderedFile,
  { unit: owner, versions }: ProvidedKind,
  context: CheckContext,
): Problem | undefined {
  const { apiVersion, kind } = file.manifest
  if (!versions.includes(versionOf(apiVersion))) {
    return {
      message: `${unitId(owner)} serves "${kind}" as ${versions.join(', ')}, not as ${versionOf(apiVersion)}`,
      fix: `write apiVersion "${groupOf(apiVersion)}/${versions.at(-1)}"`,
    }
  }
  const unit = isEngineGroup(groupOf(apiVersion)) ? undefined : context.unitOf(file)
  if (unit === undefined || unit === owner || waitsFor(unit).has(owner)) return undefined
  return {
    message: `the kind "${groupKind(file.manifest)}" is brought by ${unitId(owner)}, which ${unitId(unit)} does not wait for`,
    fix: `add ${owner.name} to \`after\` of ${unit.name}`,
  }
}
