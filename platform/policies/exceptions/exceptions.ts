import { apiCacheImage } from './api-cache-image.ts'

/** Every exception there is, with the environments that need it. */
export const exceptions = [apiCacheImage]
