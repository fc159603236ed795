import { defineTenant, retail } from '../platform/contract.ts'

export const shop = defineTenant({
  name: 'shop',
  organization: retail,
  owners: ['shop-owners'],
  developers: ['shop-developers'],
  viewers: ['support'],
  contact: { email: 'shop@acme.internal', channel: '#shop-alerts' },
  tier: 'silver',
  monthlyBudget: 2500,
  classification: 'confidential',
  on: {},
  quota: { default: {}, environments: { production: { cpu: 24, memoryGi: 64 } } },
  sleep: {
    on: { environments: ['dev', 'staging'] },
    hours: {
      days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      sleepAt: '20:00',
      wakeAt: '06:30',
      timeZone: 'Europe/Berlin',
    },
  },
  subTeams: {
    cart: { sharePercent: 25, owners: ['shop-cart-owners'] },
    search: { sharePercent: 10, classification: 'public', on: { environments: ['dev', 'staging'] } },
  },
})
