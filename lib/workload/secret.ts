/** Where a secret lies in the tenant's store. It has no place for a value: dist never holds one. */
export interface SecretReference {
  readonly reference: true
  /** Key in the tenant's part of the store. @default the name of the app */
  readonly key?: string
  /** Field under the key. @default the variable's name */
  readonly property?: string
  /** Version in the store; a new one rolls the pods. @default the newest, which does not */
  readonly version?: string
}

/** A secret that the environment's store holds. */
export function secret(place: Omit<SecretReference, 'reference'> = {}): SecretReference {
  return { ...place, reference: true }
}

export type Secrets = Readonly<Record<string, SecretReference>>
