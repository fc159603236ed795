import { resolve } from '../fleet/layers.ts'
import type { Definition, Landed } from './app-kind.ts'
import type { AppSettings } from './app-settings.ts'
import type { Site } from './site.ts'

/** An app on a cluster: what it says, where it lands, and what of it differs there. */
export interface Landing {
  readonly definition: Definition
  readonly site: Site
  readonly settings: AppSettings
}

export function landed(
  { definition, site, settings: { size, values } }: Landing,
  own: Pick<Landed, 'image' | 'callers'>,
): Landed {
  const { name, sharedValues } = definition
  const { cpuMillis = 100, memoryMi = 128 } = size
  return {
    name,
    site,
    resources: { cpuMillis, memoryMi },
    values,
    sharedValues: sharedValues ? resolve(sharedValues, site.cluster) : {},
    ...own,
  }
}
