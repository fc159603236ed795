const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const pathSegment = /^[^/%]+$/

/** Kinds whose names may hold what a URL path segment may, e.g. `system:node`. */
const pathSegmentKinds = new Set(
  ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].map(kind => `rbac.authorization.k8s.io/${kind}`),
)

/** Kinds whose names become DNS names themselves. */
const labelKinds = new Set(['/Namespace', '/Service'])

/**
 * What is wrong with a name that must be a DNS label, or undefined.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export function dnsLabelProblem(name: string): string | undefined {
  if (name.length > 63) return `is ${name.length} characters long; a DNS label has at most 63`
  return label.test(name) ? undefined : 'is not a DNS label (a-z, 0-9 and -, no - at either end)'
}

/**
 * What is wrong with the name of an object of a kind, or undefined.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function objectNameProblem(groupKind: string, name: string): string | undefined {
  if (labelKinds.has(groupKind)) return dnsLabelProblem(name)
  if (name.length > 253) return `is ${name.length} characters long; a name has at most 253`
  if (pathSegmentKinds.has(groupKind)) {
    return pathSegment.test(name) && name !== '.' && name !== '..'
      ? undefined
      : 'must not be ".", ".." or hold "/" or "%"'
  }
  const wrong = name.split('.').find(part => !label.test(part))
  return wrong === undefined ? undefined : 'is not a DNS name (labels of a-z, 0-9 and -, joined by dots)'
}
