import type { CanaryGateway, CanaryPlatform } from './canary-platform.ts'
import type { Release } from './release.ts'

/** The gateway that load has to pass because gates measure there; blue/green without a mirror has no route to the canary. */
export function gatewayOfLoad({ strategy }: Release, { gateway }: CanaryPlatform): CanaryGateway | undefined {
  return strategy.kind !== 'blueGreen' || strategy.mirror ? gateway : undefined
}

/** Namespace whose pods call the new version itself; undefined where a release calls it through the gateway at most. */
export function directCaller(release: Release, platform: CanaryPlatform): string | undefined {
  const { hooks, loadTest } = release
  const runsCommand = hooks.some(({ url, metadata }) => url.startsWith('/') && metadata?.cmd !== undefined)
  const sendsLoad = loadTest !== undefined && gatewayOfLoad(release, platform) === undefined
  return runsCommand || sendsLoad ? namespaceOf(platform.loadTester) : undefined
}

/** Of the address of a Service, which starts with its name and its namespace. */
function namespaceOf(address: string): string | undefined {
  return new URL(address).hostname.split('.')[1]
}
