import { isIP } from 'node:net'
import { CelError } from '../cel-error.ts'
import { CelObject } from '../value.ts'
import type { Definition } from '../function-table.ts'

export class IpAddress extends CelObject {
  readonly celType = 'net.IP'
  readonly family: 4 | 6
  readonly bits: bigint

  constructor(family: 4 | 6, bits: bigint) {
    super()
    this.family = family
    this.bits = bits
  }

  get width(): number {
    return this.family === 4 ? 32 : 128
  }

  /** The leading bits as a number. */
  prefix(length: number): bigint {
    return this.bits >> BigInt(this.width - length)
  }

  override equals(other: CelObject): boolean {
    return other instanceof IpAddress && other.family === this.family && other.bits === this.bits
  }

  override toString(): string {
    return this.family === 4 ? dotted(this.bits) : colons(this.bits)
  }
}

export class Cidr extends CelObject {
  readonly celType = 'net.CIDR'
  readonly address: IpAddress
  readonly length: number

  constructor(address: IpAddress, length: number) {
    super()
    this.address = address
    this.length = length
  }

  contains(address: IpAddress): boolean {
    return address.family === this.address.family && address.prefix(this.length) === this.address.prefix(this.length)
  }

  get masked(): Cidr {
    const rest = BigInt(this.address.width - this.length)
    return new Cidr(new IpAddress(this.address.family, (this.address.bits >> rest) << rest), this.length)
  }

  override equals(other: CelObject): boolean {
    return other instanceof Cidr && other.length === this.length && other.address.equals(this.address)
  }

  override toString(): string {
    return `${this.address}/${this.length}`
  }
}

function dotted(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map(shift => String((bits >> shift) & 255n)).join('.')
}

function colons(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((bits >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(':')
  const runs = [...groups.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length)
  const [run] = runs
  if (run === undefined) return groups
  const tail = groups.slice(run.index + run[0].length)
  return `${groups.slice(0, run.index)}::${tail.replace(/^:/, '')}`
}

/** Undefined where the text is no address: no zones, no IPv4 inside IPv6, as the API server has it. */
export function readIp(text: string): IpAddress | undefined {
  const family = isIP(text)
  if (family === 4)
    return new IpAddress(
      4,
      text.split('.').reduce((bits, part) => bits * 256n + BigInt(part), 0n),
    )
  if (family === 0 || text.includes('%') || text.includes('.')) return undefined
  const [head = '', tail] = text.split('::') as [string, string?]
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const filler = Array.from({ length: 8 - left.length - right.length }, () => '0')
  const groups = [...left, ...(tail === undefined ? [] : filler), ...right]
  return new IpAddress(
    6,
    groups.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n),
  )
}

function readCidr(text: string): Cidr | undefined {
  const [, host = '', digits = ''] = /^(.*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? []
  const address = readIp(host)
  return address === undefined || Number(digits) > address.width ? undefined : new Cidr(address, Number(digits))
}

function parseIp(text: string): IpAddress {
  const address = readIp(text)
  if (address === undefined) throw new CelError(`'${text}' is not an IP address`)
  return address
}

function parseCidr(text: string): Cidr {
  const range = readCidr(text)
  if (range === undefined) throw new CelError(`'${text}' is not a CIDR`)
  return range
}

const isV4 = ({ family }: IpAddress) => family === 4
const isLoopback = (ip: IpAddress) => (isV4(ip) ? ip.prefix(8) === 127n : ip.bits === 1n)
const isMulticast = (ip: IpAddress) => (isV4(ip) ? ip.prefix(4) === 0xen : ip.prefix(8) === 0xffn)
const isLinkLocal = (ip: IpAddress) => (isV4(ip) ? ip.prefix(16) === 0xa9fen : ip.prefix(10) === 0x3fan)
const isBroadcast = (ip: IpAddress) => isV4(ip) && ip.bits === 0xffff_ffffn

function isGlobal(ip: IpAddress): boolean {
  return ip.bits !== 0n && !isBroadcast(ip) && !isLoopback(ip) && !isMulticast(ip) && !isLinkLocal(ip)
}

function isLinkLocalMulticast(ip: IpAddress): boolean {
  return isV4(ip) ? ip.prefix(24) === 0xe00000n : (ip.prefix(16) & 0xff0fn) === 0xff02n && ip.prefix(8) === 0xffn
}

function holds(outer: Cidr, inner: Cidr): boolean {
  return inner.length >= outer.length && outer.contains(inner.address)
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library and the CIDR library */
export const networks: readonly Definition[] = [
  ['ip(string): net.IP', parseIp],
  ['isIP(string): bool', (text: string) => readIp(text) !== undefined],
  ['ip/isCanonical(string): bool', (text: string) => parseIp(text).toString() === text],
  ['net.IP.family(): int', (ip: IpAddress) => BigInt(ip.family)],
  ['net.IP.isUnspecified(): bool', (ip: IpAddress) => ip.bits === 0n],
  ['net.IP.isLoopback(): bool', isLoopback],
  ['net.IP.isLinkLocalMulticast(): bool', isLinkLocalMulticast],
  ['net.IP.isLinkLocalUnicast(): bool', isLinkLocal],
  ['net.IP.isGlobalUnicast(): bool', isGlobal],
  ['cidr(string): net.CIDR', parseCidr],
  ['isCIDR(string): bool', (text: string) => readCidr(text) !== undefined],
  ['net.CIDR.containsIP(string): bool', (range: Cidr, text: string) => range.contains(parseIp(text))],
  ['net.CIDR.containsIP(net.IP): bool', (range: Cidr, ip: IpAddress) => range.contains(ip)],
  ['net.CIDR.containsCIDR(string): bool', (range: Cidr, text: string) => holds(range, parseCidr(text))],
  ['net.CIDR.containsCIDR(net.CIDR): bool', holds],
  ['net.CIDR.ip(): net.IP', (range: Cidr) => range.address],
  ['net.CIDR.masked(): net.CIDR', (range: Cidr) => range.masked],
  ['net.CIDR.prefixLength(): int', (range: Cidr) => BigInt(range.length)],
]
