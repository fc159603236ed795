import type { Site } from './site.ts'

/**
 * Labels of an app's pods. `instance` is what policies, budgets and monitors select by: a progressive delivery
 * controller renames `name` on the pods that it makes, and leaves `instance` alone.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function podLabels(name: string, { tenant }: Site): Record<string, string> {
  return { ...selectorLabels(name), ...instanceLabels(name), 'app.kubernetes.io/part-of': tenant.name }
}

/** Labels of a workload's other objects. Pods go without those of the tenant: a new cost center must not restart them. */
export function appLabels(name: string, site: Site): Record<string, string> {
  return { ...podLabels(name, site), ...site.tenant.labels(site.cluster) }
}

/** The one label that ties a Deployment and its Service to their pods; more than one is ambiguous to Flagger. */
export function selectorLabels(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name }
}

/** Every pod of an app, also those a progressive delivery controller makes. */
export function instanceLabels(name: string): Record<string, string> {
  return { 'app.kubernetes.io/instance': name }
}
