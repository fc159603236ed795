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
export const ourImages = 'registry.acme.internal/*'

const digest = `@sha256:${'4d'.repeat(32)}`

/** An image by tag only, and one by digest: what of an image can be judged without its registry. */
export const undigestedImage = 'registry.acme.internal/shop/web:1.4.2'
export const foreignImage = `ghcr.io/stefanprodan/podinfo:6.9.2${digest}`
