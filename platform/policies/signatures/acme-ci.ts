import type { Attestor } from '../../../lib/kyverno/image-validating-policy.ts'

/** The release workflow of any repository of ours: nobody holds a key that could be lost. */
export const acmeCi: Attestor = {
  name: 'ci',
  keyless: {
    issuer: 'https://token.actions.githubusercontent.com',
    subjectRegExp: '^https://github\\.com/acme/[^/]+/\\.github/workflows/release\\.yaml@refs/tags/v[0-9]',
  },
}

/** Images that our own builds make. */
export const ourImages = 'ghcr.io/acme/*'
