/** The pointer to a field or an item of what another pointer points to. @see https://www.rfc-editor.org/rfc/rfc6901 */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${`${key}`.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The keys on the way of a pointer, outermost first. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}
