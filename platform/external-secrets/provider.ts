import type { ISecretStoreProvider } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStoreProvider'
import { FindingsError } from '../../lib/finding/findings-error.ts'
import type { Cluster } from '../../lib/fleet/cluster.ts'

/** How the secrets below `prefix` are reached in the cloud of a cluster. */
export function cloudProvider({ name, cloud, region }: Cluster, prefix: string): ISecretStoreProvider {
  // No `auth`: EKS Pod Identity gives the controller its role, so no account id and no key is written here.
  if (cloud === 'aws') return { aws: { service: 'SecretsManager', region, prefix } }
  throw new FindingsError([
    {
      rule: 'secret-store',
      severity: 'error',
      path: 'platform/external-secrets/provider.ts',
      message: `cluster "${name}" is on "${cloud}", which has no secret store yet`,
      fix: 'add its provider here (https://external-secrets.io/latest/provider/)',
    },
  ])
}
