import type { TrafficProvider } from '../fleet/traffic-provider.ts'
import type { Ability } from './ability.ts'

/** A condition that sends a request to the canary in an A/B test. `N` is what it needs from the provider. */
export interface Match<N extends Ability = Ability> {
  readonly needs: readonly N[]
  readonly where: 'header' | 'cookie' | 'query'
  readonly name: string
  readonly value: string
}

/** Requests whose header has exactly this value. */
export function header(name: string, value: string): Match<never> {
  return { needs: [], where: 'header', name, value }
}

/** Requests that carry this cookie with this value, alone or among others. */
export function cookie(name: string, value: string): Match<never> {
  return { needs: [], where: 'cookie', name, value }
}

/** Requests whose query parameter has exactly this value. */
export function query(name: string, value: string): Match<'queryMatch'> {
  return { needs: ['queryMatch'], where: 'query', name, value }
}

/** The match as Flagger's API writes it for this provider. */
export function matchSpec({ where, name, value }: Match, provider: TrafficProvider): object {
  if (where === 'query') return { queryParams: { [name]: { exact: value } } }
  if (where === 'header') return { headers: { [name]: { exact: value } } }
  return { headers: { cookie: cookieCondition(name, value, provider) } }
}

/** Arguments of `hey` that make a request match. */
export function matchingHeader({ where, name, value }: Match): string | undefined {
  if (where === 'cookie') return `-H 'Cookie: ${name}=${value}'`
  return where === 'header' ? `-H '${name}: ${value}'` : undefined
}

/** End of an address that makes a request match. */
export function matchingQuery({ where, name, value }: Match): string | undefined {
  return where === 'query' ? `?${encodeURIComponent(name)}=${encodeURIComponent(value)}` : undefined
}

/** nginx looks for a cookie by its name and wants the value `always`; Contour's router turns a suffix into "contains". */
function cookieCondition(name: string, value: string, provider: TrafficProvider): object {
  if (provider === 'nginx') return { exact: name }
  if (provider === 'contour') return { suffix: `${name}=${value}` }
  return { regex: `^(.*;\\s*)?(${escape(name)}=${escape(value)})(;.*)?$` }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
