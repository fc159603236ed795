import { bundleBefore } from '../../../lib/kyverno/bundle.ts'
import { housekeeping } from '../housekeeping/housekeeping.ts'
import { registriesAre } from '../images/restrict-registries.ts'
import { signatures } from '../signatures/signatures.ts'
import { v1_1_0 } from './v1-1-0.ts'

/** Before images were verified and leftovers swept up, and while images of public registries were not mirrored yet. */
export const v1_0_0 = bundleBefore(v1_1_0, {
  version: '1.0.0',
  without: [...signatures, ...housekeeping],
  as: [registriesAre(['registry.acme.internal', 'registry.k8s.io', 'ghcr.io', 'quay.io', 'public.ecr.aws'])],
})
