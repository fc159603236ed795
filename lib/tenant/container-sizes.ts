import type { Manifest } from '../manifest/manifest.ts'

/** What a container gets when it says nothing, and the most it may ask for. */
export interface ContainerSizes {
  readonly default: { readonly cpuMilli: number; readonly memoryMi: number }
  readonly max: { readonly memoryMi: number }
  readonly maxVolumeGi: number
}

/**
 * There is no maximum for CPU: a LimitRange with one gives every container a CPU limit, and with it throttling.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function limitRange({ default: size, max, maxVolumeGi }: ContainerSizes): Manifest {
  const memory = `${size.memoryMi}Mi`
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'tenant' },
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: { cpu: `${size.cpuMilli}m`, memory },
          default: { memory },
          max: { memory: `${max.memoryMi}Mi` },
        },
        { type: 'PersistentVolumeClaim', max: { storage: `${maxVolumeGi}Gi` } },
      ],
    },
  }
}
