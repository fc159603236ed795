/** Namespace label that says which tenant owns it. */
export const tenantLabel = 'acme.internal/tenant'

/** Labels of the namespaces that belong to the platform. */
export const platformLabels = { 'acme.internal/layer': 'platform' } as const
