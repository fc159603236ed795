/**
 * A span of time with its unit, e.g. `30s`. A subset of Go's duration syntax that every API here takes.
 * @see https://pkg.go.dev/time#ParseDuration
 */
export type Timespan = `${number}s` | `${number}m` | `${number}h`

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

/** Seconds; also reads spans of several parts (`1m30s`), as manifests may hold them. NaN where it is no span. */
export function toSeconds(span: string): number {
  if (!/^(\d+(\.\d+)?[smh])+$/.test(span)) return Number.NaN
  return [...span.matchAll(/([\d.]+)([smh])/g)].reduce((sum, [, n, unit]) => sum + Number(n) * unitSeconds[unit!]!, 0)
}

/** The shortest single-unit writing of a number of seconds. */
export function timespan(seconds: number): Timespan {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`
}
