/** Groups that the identity provider knows, from its directory export; a tenant can name no others. */
export const groups: readonly string[] = [
  'insights-analysts',
  'insights-owners',
  'media-developers',
  'media-owners',
  'platform',
  'shop-cart-owners',
  'shop-developers',
  'shop-owners',
  'support',
]
