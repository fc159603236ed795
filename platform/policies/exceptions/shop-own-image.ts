import { defineException } from '../../../lib/kyverno/policy-exception.ts'
import { dev, local, staging } from '../../environments.ts'
import { restrictRegistries } from '../images/restrict-registries.ts'

export const shopOwnImage = defineException({
  name: 'shop-own-image',
  policies: [restrictRegistries],
  reason:
    'checkout runs a stand-in of ghcr.io until the shop has released its own image; then the image moves and this goes',
  owner: 'shop',
  granted: '2026-11-02',
  expires: '2027-03-01',
  scope: { namespace: 'shop', kind: 'Deployment', names: ['checkout', 'checkout-primary'] },
  // Production still has the bundle that knows ghcr.io.
  on: [local, dev, staging],
})
