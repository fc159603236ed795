import { selects } from '../fleet/selector.ts'
import type { Cluster } from '../fleet/cluster.ts'
import type { Unit } from '../unit/unit.ts'
import type { Caller } from './workload-props.ts'

type CallingUnit = Unit & Caller

/** By the name of the callee's definition object; a caller is known as soon as it is defined, so before anything renders. */
const calling = new WeakMap<object, CallingUnit[]>()

/** Remembers that `caller` calls each of `callees`, so that they let it in. */
export function rememberCalls(caller: CallingUnit, callees: readonly object[]): void {
  for (const callee of callees) calling.set(callee, [...(calling.get(callee) ?? []), caller])
}

/** Who calls an app on a cluster, in the order of their names; each before its previews. */
export function callersOf(callee: object, cluster: Cluster): Caller[] {
  return (calling.get(callee) ?? [])
    .filter(({ on }) => selects(on, cluster))
    .sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1))
    .flatMap(caller => asCallers(caller, cluster))
}

function asCallers({ name, namespace, preview }: CallingUnit, cluster: Cluster): Caller[] {
  const previewed = preview(cluster)
  return [
    { name, namespace },
    ...(previewed ? [{ name, namespace: previewed.namespace, namespaceLabels: previewed.namespaceLabels }] : []),
  ]
}
