import { defineException } from '../../../lib/kyverno/policy-exception.ts'
import { dev, production, staging } from '../../environments.ts'
import { requireDigest } from '../images/require-digest.ts'
import { restrictRegistries } from '../images/restrict-registries.ts'

export const apiCacheImage = defineException({
  name: 'api-cache-image',
  policies: [restrictRegistries, requireDigest],
  reason:
    'Valkey publishes on Docker Hub only; until it is mirrored to ghcr.io/acme under a digest we vouch for, the cache of the api pulls it from there',
  owner: 'shop',
  granted: '2026-11-02',
  expires: '2027-03-01',
  scope: { namespace: 'shop', kind: 'Deployment', names: ['api-cache'] },
  on: [dev, staging, production],
})
