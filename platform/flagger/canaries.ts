import { canaryPlatform } from '../../lib/flagger/canary-platform.ts'
import { gatewayReference, proxyNamespace, proxyService } from '../envoy-gateway/way-in.ts'
import { monitoring } from '../kube-prometheus-stack/monitoring.ts'
import { loadTest } from './load-test.ts'

/** What canaries find on every cluster that runs Flagger. */
export const canaries = canaryPlatform({
  provider: 'gatewayapi:v1',
  prometheus: monitoring.prometheus,
  loadTester: loadTest.url,
  gateway: {
    name: gatewayReference.name,
    namespace: gatewayReference.namespace,
    listener: gatewayReference.sectionName,
    address: `https://${proxyService}.${proxyNamespace}`,
  },
})
