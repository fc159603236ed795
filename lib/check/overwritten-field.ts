/** Dotted path of the first field of the object in git that the live one has otherwise; fields of the live one alone do not count. */
export function overwrittenField(git: unknown, live: unknown, path = ''): string | undefined {
  if (typeof git !== 'object' || git === null) return Object.is(git, live) ? undefined : path
  if (typeof live !== 'object' || live === null) return path
  if (Array.isArray(git) && (!Array.isArray(live) || live.length !== git.length)) return path
  for (const [key, value] of Object.entries(git)) {
    const below = Array.isArray(git) ? `${path}[${key}]` : [path, key].filter(Boolean).join('.')
    const found = overwrittenField(value, (live as Readonly<Record<string, unknown>>)[key], below)
    if (found !== undefined) return found
  }
  return undefined
}
