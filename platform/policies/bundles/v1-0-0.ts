import { bundleBefore } from '../../../lib/kyverno/bundle.ts'
import { housekeeping } from '../housekeeping/housekeeping.ts'
import { imagesAreOf } from '../images/restrict-registries.ts'
import { restrictOpenPreviews } from '../limits/restrict-open-previews.ts'
import { signatures } from '../signatures/signatures.ts'
import { v1_1_0 } from './v1-1-0.ts'

/** Before images were verified and leftovers swept up, before previews, and while any project of the big registries would do. */
export const v1_0_0 = bundleBefore(v1_1_0, {
  version: '1.0.0',
  without: [...signatures, ...housekeeping, restrictOpenPreviews],
  as: [imagesAreOf(['ghcr.io/', 'quay.io/', 'public.ecr.aws/', 'registry.k8s.io/'])],
})
