import { App, Chart } from 'cdk8s'
import type { Manifest } from '../../manifest/manifest.ts'
import { canaryPlatform } from '../canary-platform.ts'

const reach = { prometheus: 'http://prometheus.monitoring:9090', loadTester: 'http://loadtester.flagger' }

export const onGateway = canaryPlatform({
  provider: 'gatewayapi:v1',
  ...reach,
  gateway: { name: 'public', namespace: 'gateway', address: 'http://public.gateway' },
})
export const onIstio = canaryPlatform({ provider: 'istio', ...reach })
export const onLinkerd = canaryPlatform({ provider: 'linkerd', ...reach })
export const onNginx = canaryPlatform({ provider: 'nginx', ...reach })
export const onContour = canaryPlatform({ provider: 'contour', ...reach })
export const onKubernetes = canaryPlatform({ provider: 'kubernetes', ...reach })

/** What a chart in the namespace `shop` renders. */
export function render(build: (chart: Chart) => void): Manifest[] {
  const chart = new Chart(new App(), 'test', { namespace: 'shop' })
  build(chart)
  return chart.toJson() as Manifest[]
}
