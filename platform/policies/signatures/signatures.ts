import { verifyAttestations } from './verify-attestations.ts'
import { verifySignatures } from './verify-signatures.ts'

/** Which builds made an image, and of what. */
export const signatures = [verifySignatures, verifyAttestations]
