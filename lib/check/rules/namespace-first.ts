import type { Finding } from '../../finding/finding.ts'
import { groupOf } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import { unitId } from '../../unit/unit.ts'
import type { CheckContext } from '../context.ts'
import { isEngineGroup } from '../engine-group.ts'
import { exampleUnit } from '../example.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'
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
    [...context.onCluster].flatMap(([cluster, files]) => {
      const homes = new Map(
        context
          .ofKind('/Namespace')
          .filter(({ livesOn }) => livesOn === cluster)
          .map(file => [file.manifest.metadata.name, file] as const),
      )
      const inside = Map.groupBy(files, ({ manifest }) => manifest.metadata.namespace)
      return [...inside].flatMap(([name, contents]) => {
        if (name === undefined || builtIn.has(name)) return []
        const home = homes.get(name)
        return home === undefined ? [homeless(name, contents)] : contents.flatMap(file => tooEarly(file, home, context))
      })
    }),
}

/** One finding for all that is in the namespace. */
function homeless(name: string, [first, ...others]: readonly RenderedFile[]): Finding {
  const more = others.length === 0 ? '' : `, which ${others.length} more objects want`
  return objectFinding(first!, namespaceFirst, {
    message: `no unit renders namespace "${name}" on ${first!.livesOn}${more}`,
    fix: 'render the Namespace, or correct the spelling',
  })
}

function tooEarly(file: RenderedFile, home: RenderedFile, context: CheckContext): Finding[] {
  const unit = isEngineGroup(groupOf(file.manifest.apiVersion)) ? undefined : context.unitOf(file)
  const owner = context.unitOf(home)
  if (unit === undefined || owner === undefined || unit === owner || waitsFor(unit).has(owner)) return []
  const problem = {
    message: `namespace "${home.manifest.metadata.name}" is made by ${unitId(owner)}, which ${unitId(unit)} does not wait for`,
    fix: `add ${owner.name} to \`after\` of ${unit.name}`,
  }
  return [objectFinding(file, namespaceFirst, problem)]
}
