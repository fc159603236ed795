import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { judge } from '../lib/policy/judge.ts'
import { judgeTree } from '../lib/policy/judge-tree.ts'
import { loadPolicies } from '../lib/policy/load-policies.ts'
import { readTree, type LocatedObject } from '../lib/policy/read-tree.ts'
import { Request } from '../lib/policy/request.ts'
import type { Context } from '../lib/policy/context.ts'
import type { Manifest } from '../lib/manifest/manifest.ts'
import { tenantLabel } from '../platform/labels.ts'
import { deployment } from './deployment.ts'
import { kyvernoCli } from './kyverno-cli.ts'
import { goal, type Row } from './row.ts'

const dist = join(import.meta.dirname, '../dist')

/** As many as a guarded cluster has; of those of `dev`, which has the newest bundle. */
const count = 81

/** The namespace is a tenant's: elsewhere most policies have nothing to say. */
const shop: Context = {
  namespace: name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { [tenantLabel]: 'shop' } } }),
}

/** How fast policies are read and judged, on one core. */
export function rows(): Row[] {
  const manifests = manifestsIn(join(dist, 'dev/platform/policies')).filter(({ kind }) => kind === 'ValidatingPolicy')
  let loaded = loadPolicies([])
  const loading = timed(() => (loaded = loadPolicies(manifests.slice(0, count))))
  const objects = Array.from({ length: 1000 }, (_, i) => deployment(i))
  const each: number[] = []
  let verdicts = 0
  const all = timed(() => {
    for (const object of objects) {
      each.push(
        timed(() => {
          const request = new Request(object)
          for (const policy of loaded.policies) if (judge(policy, request, shop).status !== 'none') verdicts++
        }),
      )
    }
  })
  const p99 = each.sort((a, b) => a - b)[Math.floor(each.length * 0.99)]!
  const size = `${loaded.policies.length} policies`
  return [
    goal({ scenario: `judging 1,000 Deployments (${verdicts} verdicts)`, size, value: all, unit: 'ms' }, '<=', 600),
    goal({ scenario: 'judging one object, 99th percentile', size, value: p99, unit: 'ms' }, '<=', 10),
    goal({ scenario: 'reading and compiling the policies', size, value: loading, unit: 'ms' }, '<=', 500),
    wholeDist(),
    ...kyvernoCli(manifests.slice(0, count), objects),
  ]
}

/** Every object of every cluster of the reference estate, by all policies that guard its cluster, compiling included. */
function wholeDist(): Row {
  const trees = readdirSync(dist).map(cluster => readTree(join(dist, cluster)).objects)
  const objects = trees.reduce((sum, tree) => sum + tree.length, 0)
  const value = timed(() => {
    for (const tree of trees) judgeTree(tree, loadPolicies(tree.map(({ object }) => object as Manifest)).policies)
  })
  return goal({ scenario: 'judging the reference dist', size: `${objects} objects`, value, unit: 'ms' }, '<=', 1000)
}

function manifestsIn(folder: string): Manifest[] {
  return readTree(folder).objects.map(({ object }: LocatedObject) => object as Manifest)
}

function timed(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}
