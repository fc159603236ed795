/** What pods and volumes ask of a cluster, in base units: cores, bytes, pieces. */
export interface Demand {
  readonly cpu: number
  readonly memory: number
  readonly memoryLimit: number
  readonly storage: number
  readonly pods: number
}

export const nothing: Demand = { cpu: 0, memory: 0, memoryLimit: 0, storage: 0, pods: 0 }

export function times(demand: Demand, factor: number): Demand {
  return combine(demand, nothing, a => a * factor)
}

export function sum(demands: Iterable<Demand>): Demand {
  let total = nothing
  for (const demand of demands) total = combine(total, demand, (a, b) => a + b)
  return total
}

/** The larger of each. */
export function most(a: Demand, b: Demand): Demand {
  return combine(a, b, Math.max)
}

function combine(a: Demand, b: Demand, by: (a: number, b: number) => number): Demand {
  return {
    cpu: by(a.cpu, b.cpu),
    memory: by(a.memory, b.memory),
    memoryLimit: by(a.memoryLimit, b.memoryLimit),
    storage: by(a.storage, b.storage),
    pods: by(a.pods, b.pods),
  }
}
