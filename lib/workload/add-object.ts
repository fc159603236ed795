import { ApiObject } from 'cdk8s'
import type { Construct } from 'constructs'

interface Named {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata?: { readonly name?: string }
}

/** Adds a typed Kubernetes object under `scope`; its construct id is its kind and name, so moving it changes nothing. */
export function addObject<T extends Named>(scope: Construct, object: T): void {
  new ApiObject(scope, `${object.kind}-${object.metadata?.name}`, object as Named & Record<string, unknown>)
}
