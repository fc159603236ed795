import { disallowEphemeralContainers } from './disallow-ephemeral-containers.ts'
import { disallowLatestTag } from './disallow-latest-tag.ts'
import { requireDigest } from './require-digest.ts'
import { restrictPullPolicy } from './restrict-pull-policy.ts'
import { restrictRegistries } from './restrict-registries.ts'

/** Which images may run. */
export const images = [
  restrictRegistries,
  disallowLatestTag,
  requireDigest,
  restrictPullPolicy,
  disallowEphemeralContainers,
]
