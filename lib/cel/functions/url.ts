import { CelError } from '../cel-error.ts'
import { CelObject } from '../value.ts'
import { readIp } from './ip.ts'
import type { Definition } from '../function-table.ts'
import type { Fields } from '../value.ts'

class Url extends CelObject {
  readonly celType = 'net.URL'
  readonly text: string
  readonly parts: Readonly<Record<'scheme' | 'host' | 'path' | 'query', string>>

  constructor(text: string, parts: Url['parts']) {
    super()
    this.text = text
    this.parts = parts
  }

  override equals(other: CelObject): boolean {
    return other instanceof Url && other.text === this.text
  }
}

const shape = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:[^/?#@]*@)?([^/?#]*))?(\/[^?]*)?(?:\?(.*))?$/s

/** An absolute URI or an absolute path, as Go's url.ParseRequestURI accepts; undefined for anything else. */
function read(text: string): Url | undefined {
  if (text === '' || /[\x00-\x20\x7f]/.test(text) || /%(?![0-9a-fA-F]{2})/.test(text)) return undefined
  const match = shape.exec(text)
  if (match === null) return undefined
  const [, scheme = '', host = '', path = '', query = ''] = match
  if (scheme === '' && !text.startsWith('/')) return undefined
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(host) ?? []
  if (
    host !== '' &&
    (name === '' ? port === undefined : name.startsWith('[') && readIp(name.slice(1, -1)) === undefined)
  ) {
    return undefined
  }
  return new Url(text, { scheme: scheme.toLowerCase(), host, path, query })
}

function parse(text: string): Url {
  const url = read(text)
  if (url === undefined) throw new CelError(`'${text}' is not a URL`)
  return url
}

const hostname = ({ parts: { host } }: Url) => host.replace(/:\d*$/, '').replace(/^\[|\]$/g, '')
const port = ({ parts: { host } }: Url) => /:(\d*)$/.exec(host.replace(/^\[.*\]/, ''))?.[1] ?? ''

function escapedPath({ parts: { path } }: Url): string {
  return path.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]/gu, encodeURIComponent)
}

function query({ parts }: Url): Fields {
  const out: Record<string, string[]> = {}
  for (const [key, value] of new URLSearchParams(parts.query)) (out[key] ??= []).push(value)
  return out
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library */
export const urls: readonly Definition[] = [
  ['url(string): net.URL', parse],
  ['isURL(string): bool', (text: string) => read(text) !== undefined],
  ['net.URL.getScheme(): string', ({ parts }: Url) => parts.scheme],
  ['net.URL.getHost(): string', ({ parts }: Url) => parts.host],
  ['net.URL.getHostname(): string', hostname],
  ['net.URL.getPort(): string', port],
  ['net.URL.getEscapedPath(): string', escapedPath],
  ['net.URL.getQuery(): map', query],
]
