import { CelError } from '../cel-error.ts'
import { CelObject } from '../value.ts'
import type { Definition } from '../function-table.ts'

/** A parsed image reference; short names belong to Docker Hub, and no tag and no digest means `latest`. */
export class Image extends CelObject {
  readonly celType = 'kyverno.image'
  readonly registry: string
  readonly repository: string
  readonly tag: string
  readonly digest: string

  constructor([registry, repository]: readonly [string, string], { tag = '', digest = '' }) {
    super()
    this.registry = registry
    this.repository = repository
    this.tag = tag
    this.digest = digest
  }

  override equals(other: CelObject): boolean {
    return other instanceof Image && other.toString() === this.toString()
  }

  get identifier(): string {
    return this.digest || this.tag
  }

  override toString(): string {
    return `${this.registry}/${this.repository}${this.digest === '' ? `:${this.tag}` : `@${this.digest}`}`
  }
}

const host = /^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d+)?$/
const hub = 'index.docker.io'

/** Undefined where the text is no reference. @see https://pkg.go.dev/github.com/google/go-containerregistry/pkg/name */
export function readImage(text: string): Image | undefined {
  const [before = '', digest, extra] = text.split('@')
  if (extra !== undefined || (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest))) return undefined
  const [, name = '', tag = ''] = /^(.*?)(?::([^/:]+))?$/s.exec(before) ?? []
  if (tag !== '' && !/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag)) return undefined
  const place = locate(name)
  if (place === undefined) return undefined
  return new Image(place, digest === undefined ? { tag: tag || 'latest' } : { digest })
}

function locate(name: string): readonly [string, string] | undefined {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(0, slash))
  const hosted = slash > 0 && (/[.:]/.test(first) || first === 'localhost')
  const registry = hosted ? first : hub
  const path = hosted ? name.slice(slash + 1) : name
  if (!host.test(registry) || !/^[a-z0-9_./-]{2,255}$/.test(path)) return undefined
  const official = ['index.docker.io', 'docker.io'].includes(registry) && !path.includes('/')
  return [registry === 'docker.io' ? hub : registry, official ? `library/${path}` : path]
}

function parse(text: string): Image {
  const image = readImage(text)
  if (image === undefined) throw new CelError(`could not parse reference: ${text}`)
  return image
}

/** https://kyverno.io/docs/policy-types/cel-libraries/#image-library */
export const images: readonly Definition[] = [
  ['image(string): kyverno.image', parse],
  ['parseImageReference(string): kyverno.image', parse],
  ['isImage(string): bool', (text: string) => readImage(text) !== undefined],
  ['kyverno.image.containsDigest(): bool', (image: Image) => image.digest !== ''],
  ['kyverno.image.registry(): string', (image: Image) => image.registry],
  ['kyverno.image.repository(): string', (image: Image) => image.repository],
  ['kyverno.image.identifier(): string', (image: Image) => image.identifier],
  ['kyverno.image.tag(): string', (image: Image) => image.tag],
  ['kyverno.image.digest(): string', (image: Image) => image.digest],
]
