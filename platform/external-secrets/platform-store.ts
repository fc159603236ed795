/** The store behind the platform's own ExternalSecrets; namespaces of tenants cannot use it. */
export const platformStore = { kind: 'ClusterSecretStore', name: 'platform' } as const
