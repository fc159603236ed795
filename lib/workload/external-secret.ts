import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1'
import type { Secrets } from './secret.ts'
import { secretStoreName } from '../tenant/tenant.ts'

/** Brings the secrets of `owner` from the tenant's store into the Secret `secretsName(owner)`. */
export function externalSecret(owner: string, secrets: Secrets): IExternalSecret {
  const name = secretsName(owner)
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name },
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: secretStoreName },
      target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: Object.entries(secrets).map(([variable, { key = owner, property = variable, version }]) => ({
        secretKey: variable,
        remoteRef: { key, property, ...(version === undefined ? {} : { version }) },
      })),
    },
  }
}

/** Name of the Secret with what a workload keeps in the tenant's store. */
export function secretsName(owner: string): string {
  return `${owner}-secrets`
}
