/** Kinds that are their own plural. */
const unchanged = new Set(['endpoints', 'redis'])

/** The resource of a kind, as RBAC and URLs name it: `networkpolicies` of `NetworkPolicy`. */
export function resourceName(kind: string): string {
  const name = kind.toLowerCase()
  if (unchanged.has(name)) return name
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`
}
