import { v1_0_0 } from './v1-0-0.ts'
import { v1_1_0 } from './v1-1-0.ts'

/** Newest first. A bundle that no environment pins can go. */
export const bundles = [v1_1_0, v1_0_0] as const

export type BundleVersion = (typeof bundles)[number]['version']
