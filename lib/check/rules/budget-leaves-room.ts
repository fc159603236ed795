import type { ExampleObject } from '../example.ts'
import { field } from '../../manifest/field.ts'
import { hasChart, neighboursOf } from '../neighbours.ts'
import { objectRule } from '../object-rule.ts'
import { matches, podLabelsOf } from '../pod-template.ts'
import { fewestPods } from '../replicas-of.ts'

const metadata = { namespace: 'shop' }
const labels = { app: 'web' }
const workload = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { replicas, template: { metadata: { labels } } },
})
const budget = (spec: object, matchLabels: object = labels) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata,
  spec: { selector: { matchLabels }, ...spec },
})
const files = (...objects: readonly ExampleObject[]) => ({ files: { 'prod/apps/web': objects } })

/** @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
export const budgetLeavesRoom = objectRule({
  id: 'budget-leaves-room',
  lint: 21,
  severity: 'error',
  waivable: true,
  description: 'a disruption budget protects pods that exist, and still lets a node be drained',
  kinds: ['policy/PodDisruptionBudget'],
  examples: {
    refused: [
      files(workload(2), budget({ maxUnavailable: 0 })),
      files(workload(2), budget({ minAvailable: 2 })),
      files(workload(2), budget({ minAvailable: '100%' })),
      files(workload(1), budget({ maxUnavailable: 1 })),
      files(workload(2), budget({ maxUnavailable: 1 }, { app: 'api' })),
    ],
    allowed: [
      files(workload(2), budget({ maxUnavailable: 1 })),
      files(workload(3), budget({ minAvailable: 2 })),
      files(workload(2), budget({ minAvailable: '50%' })),
    ],
  },
  *look(file, context) {
    const { livesOn, manifest } = file
    if (hasChart(context, livesOn, manifest.metadata.namespace)) return
    const neighbours = neighboursOf(file, context)
    const wanted = field(manifest, 'spec.selector.matchLabels')
    const workloads = neighbours.filter(other => podLabelsOf(other) && matches(podLabelsOf(other), wanted))
    const pods = workloads.reduce((sum, workload) => sum + fewestPods(workload, neighbours), 0)
    if (workloads.length === 0) yield { message: 'protects no pods', fix: 'select by a label of the pods it is for' }
    else if (pods < 2) yield { message: `protects ${pods} pod`, fix: 'run at least 2, or leave the budget out' }
    else if (allowed(manifest.spec, pods) < 1) {
      yield { message: 'lets no pod go, so that no node can be drained', fix: 'set maxUnavailable: 1' }
    }
  },
})

/** How many of the pods may be away at a time. */
function allowed(spec: unknown, pods: number): number {
  const { minAvailable, maxUnavailable } = spec as { minAvailable?: number | string; maxUnavailable?: number | string }
  if (maxUnavailable !== undefined) return share(maxUnavailable, pods)
  return pods - share(minAvailable ?? 0, pods)
}

/** Kubernetes rounds percentages up. */
function share(amount: number | string, pods: number): number {
  return typeof amount === 'number' ? amount : Math.ceil((Number.parseFloat(amount) / 100) * pods)
}
