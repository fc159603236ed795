/** `${metadata.name}`, `${resources.db.host}`, or `$$`, which stands for one dollar. */
const placeholder = /\$(?:\$|\{([^}]*)\})/g

/** A text with its placeholders filled in; what cannot be filled in is added to `unknown`. */
export function expand(text: string, values: ReadonlyMap<string, string>, unknown: Set<string>): string {
  // Kubernetes would expand $(…) of its own; two dollars keep it as it is.
  return text.replaceAll('$(', '$$$$(').replaceAll(placeholder, (written: string, name: string | undefined) => {
    if (name === undefined) return written === '$$' ? '$' : written
    const value = values.get(name)
    if (value === undefined) unknown.add(name)
    return value ?? ''
  })
}
