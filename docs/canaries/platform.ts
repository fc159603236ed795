import { canaryPlatform } from '../../lib/flagger/flagger.ts'

/** What platform/contract.ts exports to apps; here with the addresses of an example. */
export const platform = canaryPlatform({
  provider: 'gatewayapi:v1',
  prometheus: 'http://prometheus.monitoring:9090',
  loadTester: 'http://loadtester.flagger',
  gateway: { name: 'public', namespace: 'gateway', listener: 'https', address: 'https://public.gateway' },
})
