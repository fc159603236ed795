import { groupOf } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import { unitId } from '../../unit/unit.ts'
import type { CheckContext } from '../context.ts'
import { isEngineGroup } from '../engine-group.ts'
import { exampleUnit } from '../example.ts'
import { objectFinding } from '../object-rule.ts'
import type { Problem, Rule } from '../rule.ts'
import { waitsFor } from '../waits-for.ts'

/** Namespaces that the API server makes itself. */
const builtIn = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease'])

const namespace = { apiVersion: 'v1', kind: 'Namespace' }
const content = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'web' } }
const base = exampleUnit({ name: 'base' })

export const namespaceFirst: Rule = {
  id: 'namespace-first',
  lint: 10,
  severity: 'error',
  description: 'a namespace is rendered, and applied no later than what is in it',
  examples: {
    refused: [
      { files: { 'prod/platform/web': [content] } },
      { files: { 'staging/platform/base': [namespace], 'prod/platform/web': [content] } },
      {
        units: [base, exampleUnit({ name: 'web' })],
        files: { 'prod/platform/base': [namespace], 'prod/platform/web': [content] },
      },
    ],
    allowed: [
      { files: { 'prod/platform/web': [namespace, content] } },
      { files: { 'prod/platform/web': [{ ...content, metadata: { namespace: 'kube-system' } }] } },
      {
        units: [base, exampleUnit({ name: 'web', after: [exampleUnit({ name: 'mid', after: [base] }), base] })],
        files: { 'prod/platform/base': [namespace], 'prod/platform/web': [content] },
      },
    ],
  },
  run: context =>
    [...context.onCluster.values()].flatMap(files => {
      const namespaces = new Map(
        files.filter(({ manifest }) => isNamespace(manifest)).map(file => [file.manifest.metadata.name, file]),
      )
      return files.flatMap(file => {
        const problem = problemOf(file, namespaces, context)
        return problem === undefined ? [] : [objectFinding(file, namespaceFirst, problem)]
      })
    }),
}

function isNamespace({ apiVersion, kind }: { apiVersion: string; kind: string }): boolean {
  return apiVersion === 'v1' && kind === 'Namespace'
}

function problemOf(
  file: RenderedFile,
  namespaces: ReadonlyMap<string, RenderedFile>,
  context: CheckContext,
): Problem | undefined {
  const { namespace: name } = file.manifest.metadata
  if (name === undefined || builtIn.has(name)) return undefined
  const home = namespaces.get(name)
  if (home === undefined) {
    const cluster = file.livesOn
    return {
      message: `no unit renders namespace "${name}" on ${cluster}`,
      fix: 'render the Namespace, or correct the spelling',
    }
  }
  const unit = isEngineGroup(groupOf(file.manifest.apiVersion)) ? undefined : context.unitOf(file)
  const owner = context.unitOf(home)
  if (unit === undefined || owner === undefined || unit === owner || waitsFor(unit).has(owner)) return undefined
  return {
    message: `namespace "${name}" is made by ${unitId(owner)}, which ${unitId(unit)} does not wait for`,
    fix: `add ${owner.name} to \`after\` of ${unit.name}`,
  }
}
