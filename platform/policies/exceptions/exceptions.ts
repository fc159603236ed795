import { shopOwnImage } from './shop-own-image.ts'

/** Every exception there is. */
export const exceptions = [shopOwnImage]
