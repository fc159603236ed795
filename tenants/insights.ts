import { defineTenant, research } from '../platform/contract.ts'

export const insights = defineTenant({
  name: 'insights',
  organization: research,
  owners: ['insights-owners'],
  viewers: ['insights-analysts'],
  contact: { email: 'insights@acme.internal', channel: '#insights-alerts' },
  tier: 'gold',
  monthlyBudget: 4000,
  classification: 'restricted',
  on: { clusters: ['dev', 'prod-eu'] },
})
