import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { load } from 'js-yaml'
import { nearest } from '../finding/nearest.ts'
import { imageReference } from './image-reference.ts'

/** The pins of one app: which version runs in which environment. */
export interface Releases {
  /** `repository:tag`, `repository@digest` or both for one environment, or why there is none: `what; what to do`. */
  readonly pin: (repository: string, environment: string) => Pin
}

export type Pin = { readonly image: string } | { readonly problem: string }

const root = join(import.meta.dirname, '..', '..')

type Versions = { readonly versions: Readonly<Record<string, unknown>> } | { readonly problem: string }

/** The `releases.yaml` in a folder: a map from environment to version. Read once, when the first image is asked for. */
export function releases(folder: string): Releases {
  const file = join(folder, 'releases.yaml')
  let read: Versions | undefined
  return {
    pin(repository, environment) {
      read ??= readVersions(file)
      const pin = 'problem' in read ? read : pinOf(read.versions, repository, environment)
      return 'problem' in pin ? { problem: `${relative(root, file).replaceAll('\\', '/')}: ${pin.problem}` } : pin
    },
  }
}

function readVersions(file: string): Versions {
  const fix = 'write one line for each environment, such as `staging: 1.4.2`'
  try {
    const versions = load(readFileSync(file, 'utf8'), { maxDepth: 4, maxAliases: 0 })
    if (typeof versions === 'object' && versions !== null && !Array.isArray(versions)) {
      return { versions: versions as Record<string, unknown> }
    }
    return { problem: `is no map from environment to version; ${fix}` }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return { problem: missing ? `is not there; ${fix}` : `${(error as Error).message.split('\n')[0]}; ${fix}` }
  }
}

function pinOf(versions: Readonly<Record<string, unknown>>, repository: string, environment: string): Pin {
  const version = Object.hasOwn(versions, environment) ? versions[environment] : undefined
  if (version === undefined) {
    const near = nearest(environment, Object.keys(versions))
    const fix = near ? `rename "${near}"` : `add the line \`${environment}: <version>\``
    return { problem: `has no version for environment "${environment}"; ${fix}` }
  }
  if (typeof version !== 'string') {
    return { problem: `${environment} is ${JSON.stringify(version)}, which YAML does not read as text; quote it` }
  }
  const image = imageReference(repository, version)
  const fix = 'pin a full version such as 1.4.2, a commit, or a digest sha256:…'
  return image ? { image } : { problem: `"${version}" in ${environment} does not name one image for good; ${fix}` }
}
