import type { Manifest } from '../manifest/manifest.ts'

/** File name of an object: `[<namespace>.]<kind>.<name>.yaml`, in characters that every file system takes. */
export function objectFileName({ kind, metadata: { namespace, name } }: Manifest): string {
  const parts = namespace === undefined ? [kind.toLowerCase(), name] : [namespace, kind.toLowerCase(), name]
  return `${parts.join('.').replace(/[^-._A-Za-z0-9]/g, '-')}.yaml`
}

/** Whether a path relative to dist is one that `layout` can decide; everything else in dist is foreign. */
export function isOurPath(path: string): boolean {
  return /^[a-z0-9-]+\/(delivery|bootstrap|(platform|tenants|apps)\/[a-z0-9-]+)\/[-._A-Za-z0-9]+\.yaml$/.test(path)
}
