/** What stands before the slash of our labels and annotations. */
export const labelPrefix = 'acme.internal'

/** Namespace label that says which tenant owns it. */
export const tenantLabel = `${labelPrefix}/tenant`

/** Labels of the namespaces that belong to the platform. */
export const platformLabels = { 'acme.internal/layer': 'platform' } as const
