import { toSeconds } from '../manifest/timespan.ts'
import type { CanaryPlatform } from './canary-platform.ts'
import { gatewayOfLoad } from './direct-traffic.ts'
import type { Hook, LoadTest } from './hook.ts'
import { matchingHeader, matchingQuery, matchSpec } from './match.ts'
import type { Release, SessionAffinity, Strategy } from './release.ts'

/** The workload and its cluster, as far as the analysis depends on them. */
export interface Released {
  readonly target: string
  readonly port: number
  readonly host: string | undefined
  readonly namespace: string | undefined
  readonly platform: CanaryPlatform
}

/** `spec.analysis` of a Canary, without its metrics. */
export function analysisSpec(release: Release, released: Released): object {
  const { strategy, every, tolerate, hooks, alerts, loadTest } = release
  const webhooks = [...(loadTest ? loadTestHooks(loadTest, release, released) : []), ...hooks, ...closing(hooks)]
  return {
    interval: every,
    threshold: tolerate,
    ...strategySpec(strategy, released.platform),
    ...(webhooks.length > 0 && { webhooks: webhooks.map(hook => webhook(hook, released.platform.loadTester)) }),
    ...(alerts.length > 0 && {
      alerts: alerts.map(({ name, severity = 'error' }) => ({ name, severity, providerRef: { name } })),
    }),
  }
}

function strategySpec(strategy: Strategy, { provider }: CanaryPlatform): object {
  switch (strategy.kind) {
    case 'abTest':
      return { iterations: strategy.iterations, match: strategy.match.map(match => matchSpec(match, provider)) }
    case 'blueGreen':
      return { iterations: strategy.iterations, ...(strategy.mirror && { mirror: true }) }
    case 'weighted':
      return {
        ...('upTo' in strategy.steps
          ? { stepWeight: strategy.steps.by, maxWeight: strategy.steps.upTo }
          : { stepWeights: strategy.steps }),
        ...(strategy.promotionStep !== undefined && { stepWeightPromotion: strategy.promotionStep }),
        ...(strategy.sessionAffinity && { sessionAffinity: affinitySpec(strategy.sessionAffinity) }),
      }
  }
}

function affinitySpec({ cookie, primaryCookie, maxAge }: SessionAffinity): object {
  return {
    cookieName: cookie,
    ...(primaryCookie && { primaryCookieName: primaryCookie }),
    ...(maxAge !== undefined && { maxAge }),
  }
}

function webhook({ type, name, url, timeout, metadata }: Hook, loadTester: string): object {
  const address = url.startsWith('/') ? `${loadTester}${url}` : url
  return { name, type, url: address, timeout, ...(metadata && { metadata }) }
}

/** Gates of the load tester stay open once opened; closed after each release, the next one is asked again. */
function closing(hooks: readonly Hook[]): Hook[] {
  const gates = ['/gate', '/rollback'].filter(gate => hooks.some(({ url }) => url === `${gate}/check`))
  return gates.map(gate => ({
    type: 'post-rollout',
    name: `close-${gate.slice(1)}`,
    url: `${gate}/close`,
    timeout: '5s',
  }))
}

/**
 * Runs in the background of the load tester, which answers at once. It also runs before the first step: Flagger calls
 * rollout hooks only from the second check on, and the first would find no values.
 */
function loadTestHooks(loadTest: LoadTest, release: Release, released: Released): Hook[] {
  const metadata = { type: 'cmd', cmd: loadCommand(loadTest, release, released) }
  const call = { url: '/', timeout: '5s', metadata } as const
  return [
    { type: 'pre-rollout', name: 'load-test-start', ...call },
    { type: 'rollout', name: 'load-test', ...call },
  ]
}

function loadCommand(loadTest: LoadTest, release: Release, released: Released): string {
  const { strategy, every } = release
  const { requestsPerSecond, connections = 2, path = '/' } = loadTest
  // hey takes a rate for each connection.
  const rate = Math.max(1, Math.round(requestsPerSecond / connections))
  // One match is enough to reach the canary: each of them is a rule of its own.
  const [match] = strategy.kind === 'abTest' ? strategy.match : []
  const { address, host } = loadTarget(release, released)
  // The tester drops a command that still runs, so one load has to end before the next check asks for the same again.
  const seconds = toSeconds(every) - 5
  const words = ['hey', `-z ${seconds}s`, `-q ${rate}`, `-c ${connections}`, match && matchingHeader(match)]
  const target = `'${address}${path}${(match && matchingQuery(match)) ?? ''}'`
  return [...words, host && `-host ${host}`, target].filter(Boolean).join(' ')
}

function loadTarget(release: Release, released: Released): { address: string; host?: string } {
  const { platform, host, target, port, namespace } = released
  const gateway = gatewayOfLoad(release, platform)
  if (gateway) return { address: gateway.address, ...(host && { host }) }
  return { address: `http://${[`${target}-canary`, namespace].filter(Boolean).join('.')}:${port}` }
}
