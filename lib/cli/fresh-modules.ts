import { registerHooks } from 'node:module'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Modules of the project that can be loaded again in a running process. */
export interface FreshModules {
  /** Makes the next import load these files, and every module that imports one of them, from disk again. */
  readonly invalidate: (files: readonly string[]) => void
}

/**
 * Gives modules under `root` a new address once they are stale. Dependencies in node_modules stay loaded.
 * Knows the imports of what is loaded after the call; a file it has never seen makes everything stale.
 */
export function freshModules(root: string): FreshModules {
  const importers = new Map<string, Set<string>>()
  const versions = new Map<string, number>()
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context)
      const file = projectFile(resolved.url, root)
      if (file === undefined) return resolved
      const from = projectFile(context.parentURL, root)
      importers.set(file, (importers.get(file) ?? new Set()).add(from ?? ''))
      const version = versions.get(file)
      return version === undefined ? resolved : { ...resolved, url: withVersion(resolved.url, version) }
    },
  })
  return {
    invalidate(files) {
      const stale = new Set(files.every(file => importers.has(file)) ? files : importers.keys())
      for (const file of stale) for (const importer of importers.get(file) ?? []) stale.add(importer)
      for (const file of stale) versions.set(file, (versions.get(file) ?? 0) + 1)
    },
  }
}

function projectFile(url: string | undefined, root: string): string | undefined {
  if (!url?.startsWith('file:')) return undefined
  const file = fileURLToPath(url)
  const ours = file.startsWith(root + sep) && !file.startsWith(join(root, 'node_modules') + sep)
  return ours ? file : undefined
}

function withVersion(url: string, version: number): string {
  const address = new URL(url)
  address.searchParams.set('version', String(version))
  return address.href
}
