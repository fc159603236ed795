import { requireDataClassification } from './require-data-classification.ts'
import { requireEncryptedVolumes } from './require-encrypted-volumes.ts'

/** Data stays where it may be. */
export const residency = [requireDataClassification, requireEncryptedVolumes]
