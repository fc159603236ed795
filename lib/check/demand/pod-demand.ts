import { quantity } from '../../manifest/quantity.ts'
import { field, items } from '../../manifest/field.ts'
import { most, nothing, sum, type Demand } from './demand.ts'

/** What a container is given that says nothing; a LimitRange does that. */
export interface ContainerDefaults {
  readonly cpu: number
  readonly memory: number
}

/**
 * What the scheduler reserves for one pod: its containers together, or the hungriest init container where that is more.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podDemand(spec: unknown, defaults: ContainerDefaults): Demand {
  const containers = items(spec, 'containers').map(container => resourceDemand(container, defaults))
  const init = items(spec, 'initContainers')
  const sidecars = init.filter(container => field(container, 'restartPolicy') === 'Always')
  const steady = sum([...containers, ...sidecars.map(container => resourceDemand(container, defaults))])
  const peak = init.map(container => resourceDemand(container, defaults)).reduce(most, nothing)
  return { ...most(steady, peak), pods: 1 }
}

/** What the `resources` of a container, or of anything that is written like one, ask for. */
export function resourceDemand(container: unknown, defaults: ContainerDefaults): Demand {
  const asked = (list: string, otherwise: number): number => {
    const value = quantity(field(container, `resources.${list}`))
    return Number.isNaN(value) ? otherwise : value
  }
  const memoryLimit = asked('limits.memory', defaults.memory)
  const cpu = asked('requests.cpu', asked('limits.cpu', defaults.cpu))
  return { ...nothing, cpu, memoryLimit, memory: asked('requests.memory', memoryLimit) }
}
