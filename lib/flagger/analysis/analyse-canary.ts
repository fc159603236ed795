import type { Manifest } from '../../manifest/manifest.ts'
import { collisionProblems } from './collision.ts'
import { measureProblems } from './measures.ts'
import { paceProblems } from './pace.ts'
import { providerProblems } from './provider.ts'
import type { Problem, Site } from './site.ts'
import { targetProblems } from './target.ts'

/** What Flagger would say in its log only, if at all: it has no admission webhook. Pure. */
export function analyseCanary(canary: Manifest, site: Site): Problem[] {
  return [
    ...targetProblems(canary, site),
    ...collisionProblems(canary, site),
    ...paceProblems(canary),
    ...measureProblems(canary, site),
    ...providerProblems(canary, site),
  ]
}
