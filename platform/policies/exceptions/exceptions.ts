import type { Environment } from '../../../lib/fleet/environment.ts'
import type { ExceptionProps } from '../../../lib/kyverno/policy-exception.ts'
import { apiCacheImage } from './api-cache-image.ts'

interface PlacedException extends ExceptionProps {
  /** Environments that need it: elsewhere it would excuse nothing. */
  readonly on: readonly Environment[]
}

/** Every exception there is. */
export const exceptions: readonly PlacedException[] = [apiCacheImage]
