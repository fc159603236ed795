import { CelError } from '../cel-error.ts'
import { CelObject } from '../value.ts'
import type { Definition } from '../function-table.ts'

const strict = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/
const identifier = /^(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)$/

export class Semver extends CelObject {
  readonly celType = 'semver'
  readonly numbers: readonly bigint[]
  readonly prerelease: readonly string[]

  constructor(numbers: readonly bigint[], prerelease: readonly string[]) {
    super()
    this.numbers = numbers
    this.prerelease = prerelease
  }

  override equals(other: CelObject): boolean {
    return other instanceof Semver && compareTo(this, other) === 0
  }
}

/** Accepts also `v1.2`, `01.02.03`. */
function normalized(text: string): string {
  const [, core = '', rest = ''] = /^v?([0-9.]*)(.*)$/.exec(text) ?? []
  const parts = core.split('.').map(part => part.replace(/^0+(?=\d)/, ''))
  return [...parts, '0', '0'].slice(0, Math.max(3, parts.length)).join('.') + rest
}

/** Undefined where the text is no version. */
function read(text: string, normalize = false): Semver | undefined {
  const match = strict.exec(normalize ? normalized(text) : text)
  if (match === null) return undefined
  const prerelease = match[4]?.split('.') ?? []
  if (!prerelease.every(part => identifier.test(part))) return undefined
  return new Semver(match.slice(1, 4).map(BigInt), prerelease)
}

function parse(text: string, normalize = false): Semver {
  const version = read(text, normalize)
  if (version === undefined) throw new CelError(`'${text}' is not a semantic version`)
  return version
}

function compareTo(a: Semver, b: Semver): number {
  for (const [i, number] of a.numbers.entries()) {
    if (number !== b.numbers[i]) return number < b.numbers[i]! ? -1 : 1
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0) {
    return Math.sign(b.prerelease.length - a.prerelease.length)
  }
  return comparePrerelease(a.prerelease, b.prerelease)
}

function comparePrerelease(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a[i]!, b[i]!]
    if (left === right) continue
    const [leftNumeric, rightNumeric] = [/^\d+$/.test(left), /^\d+$/.test(right)]
    if (leftNumeric && rightNumeric) return BigInt(left) < BigInt(right) ? -1 : 1
    if (leftNumeric !== rightNumeric) return leftNumeric ? -1 : 1
    return left < right ? -1 : 1
  }
  return Math.sign(a.length - b.length)
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-semver-library */
export const semvers: readonly Definition[] = [
  ['semver(string): semver', (text: string) => parse(text)],
  ['semver(string, bool): semver', parse],
  ['isSemver(string): bool', (text: string) => read(text) !== undefined],
  ['isSemver(string, bool): bool', (text: string, normalize: boolean) => read(text, normalize) !== undefined],
  ['semver.major(): int', ({ numbers }: Semver) => numbers[0]],
  ['semver.minor(): int', ({ numbers }: Semver) => numbers[1]],
  ['semver.patch(): int', ({ numbers }: Semver) => numbers[2]],
  ['semver.isGreaterThan(semver): bool', (a: Semver, b: Semver) => compareTo(a, b) > 0],
  ['semver.isLessThan(semver): bool', (a: Semver, b: Semver) => compareTo(a, b) < 0],
  ['semver.compareTo(semver): int', (a: Semver, b: Semver) => BigInt(compareTo(a, b))],
]
