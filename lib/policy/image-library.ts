import { CelError } from '../cel/cel-error.ts'
import { FunctionTable } from '../cel/function-table.ts'
import { kyverno } from './kyverno-library.ts'
import { standard } from '../cel/functions/standard.ts'
import type { Definition } from '../cel/function-table.ts'

function needsRegistry(): never {
  throw new CelError('signatures and attestations are verified against a registry, which is out of reach here')
}

const verification: readonly Definition[] = [
  ['verifyImageSignatures(string, list): int', needsRegistry],
  ['verifyAttestationSignatures(string, dyn, list): int', needsRegistry],
  ['getImageData(string): dyn', needsRegistry],
  ['extractPayload(string, dyn): dyn', needsRegistry],
  ['payload(string, dyn): dyn', needsRegistry],
]

/** https://kyverno.io/docs/policy-types/image-validating-policy/#cel-libraries */
export const imageFunctions = new FunctionTable(standard, kyverno, verification)
