import type { Selector } from '../fleet/selector.ts'

/** An app that answers calls inside the cluster. */
export interface Endpoint {
  /** Also the name of its Service. */
  readonly name: string
  readonly namespace: string
  /** Port of the Service and of the pods: network policies see the pods' port. */
  readonly port: number
  /** Clusters it is on. @default every cluster */
  readonly on?: Selector
}

/** Variable in which a caller finds the address: `ORDERS_URL`. */
export function addressVariable({ name }: Endpoint): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_URL`
}

export function address({ name, namespace, port }: Endpoint): string {
  return `http://${name}.${namespace}.svc.cluster.local:${port}`
}
