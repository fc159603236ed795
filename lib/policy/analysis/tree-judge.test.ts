import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadPolicies } from '../load-policies.ts'
import { judgeTree } from '../judge-tree.ts'
import { cluster, configMap, exception, mutation, namespace, policy, validation } from './testing/sample-cluster.ts'
import { TreeJudge } from './tree-judge.ts'
import type { AnyObject } from '../request.ts'
import type { ClusterTree } from './cluster-tree.ts'
import type { Verdict } from '../policy.ts'
import type { Manifest } from '../../manifest/manifest.ts'

const pool: readonly AnyObject[] = [
  configMap('a', { color: 'red' }),
  configMap('a', { color: 'blue' }),
  configMap('b', { color: 'blue' }),
  namespace('web', { team: 'web' }),
  namespace('web', {}),
  validation('no-red', "object.data.color != 'red'"),
  validation('no-red', "object.data.color != 'red'", { action: 'Audit' }),
  validation('own-team', "'team' in namespaceObject.metadata.labels"),
  validation('alone', "size(resource.List('v1', 'configmaps', 'web').items) < 2"),
  mutation('paint', "Object{data: Object.data{color: 'red'}}"),
  mutation('dry', "Object{data: Object.data{color: 'green'}}"),
  exception('no-red', "object.metadata.name == 'a'"),
  exception('no-red', "object.metadata.name == 'b'"),
  policy('GeneratingPolicy', 'copy', {
    generate: [
      {
        expression:
          "generator.Apply('web', [{'apiVersion': dyn('v1'), 'kind': dyn('Secret'), 'metadata': dyn({'name': 'x'})}])",
      },
    ],
  }),
]

/** Trees as a cluster could hold them: one object of a kind and name. */
const tree = fc.subarray([...pool]).map(objects => {
  const unique = new Map(
    objects.map(object => [
      `${String(object.kind)} ${JSON.stringify((object.metadata as Manifest['metadata']).name)}`,
      object,
    ]),
  )
  return cluster('prod', [...unique.values()])
})

const fresh = (tree: ClusterTree) => {
  const manifests = tree.files.map(({ object }) => object as unknown as Manifest)
  return judgeTree(tree.files, loadPolicies(manifests).policies, { placed: true }).map(({ path, verdict }) =>
    summary(path, verdict),
  )
}

const summary = (path: string, { policy, status, message, mutated, generated, exceptions }: Verdict) =>
  JSON.stringify([path, policy.kind, policy.name, policy.actions, status, message, mutated, generated, exceptions])

describe('a judge that remembers', () => {
  test('says of every tree of a row what one says that judges it alone', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), trees => {
        const judge = new TreeJudge()
        for (const each of trees) {
          const found = judge.judge(each).judgements.map(({ file, verdict }) => summary(file.path, verdict))
          expect(found).toEqual(fresh(each))
        }
      }),
      { numRuns: 400 },
    )
  })

  test('runs policies for what has changed alone', () => {
    const judge = new TreeJudge()
    const objects = [validation('no-red', "object.data.color != 'red'"), configMap('a'), configMap('b')]
    judge.judge(cluster('prod', objects))
    const { runs } = judge
    judge.judge(cluster('prod', objects))
    expect(judge.runs).toBe(runs)
    judge.judge(cluster('prod', [...objects, configMap('c')]))
    expect(judge.runs).toBe(runs + 1)
  })

  test('reports a policy that does not compile, with its file', () => {
    const { findings, policies } = new TreeJudge().judge(cluster('prod', [validation('broken', 'object.')]))
    expect(policies).toEqual([])
    expect(findings).toMatchObject([
      { rule: 'policy-expression', path: 'dist/prod/apps/web/.validatingpolicy.broken.yaml' },
    ])
  })

  test('lets exceptions expire at the time it is given', () => {
    const expiring = {
      ...exception('no-red', 'true'),
      spec: { ...(exception('no-red', 'true').spec as object), expiresAt: '2026-11-21T00:00:00Z' },
    }
    const objects = [validation('no-red', "object.data.color != 'red'"), expiring, configMap('a', { color: 'red' })]
    const statusAt = (now: string) =>
      new TreeJudge(now).judge(cluster('prod', objects)).judgements.map(({ verdict }) => verdict.status)
    expect([statusAt('2026-11-20T23:59:59Z'), statusAt('2026-11-21T00:00:00Z')]).toEqual([['skip'], ['fail']])
  })
})
