import { defineTenant, retail } from '../platform/contract.ts'

export const media = defineTenant({
  name: 'media',
  organization: retail,
  owners: ['media-owners'],
  developers: ['media-developers'],
  contact: { email: 'media@acme.internal', channel: '#media-alerts' },
  tier: 'bronze',
  monthlyBudget: 600,
  classification: 'public',
  on: {},
})
