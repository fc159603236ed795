import { labelsOf, text } from './request.ts'
import { labelSelector } from './label-selector.ts'
import { resourceOf } from './resource-name.ts'
import type { AnyObject } from './request.ts'
import type { Definitions } from './resource-name.ts'

/** What policies may look up besides the request. Nothing is read from a clock, a network or a cluster. */
export interface Context {
  /** The time, RFC 3339; without it `time.now()` fails and exceptions do not expire. */
  readonly now?: string
  /** A Namespace by its name. */
  readonly namespace?: (name: string) => AnyObject | undefined
  /** Objects that `resource.Get` and `resource.List` find. */
  readonly objects?: ObjectStore
  /** Registry metadata of an image, by the reference as written. */
  readonly image?: (reference: string) => AnyObject | undefined
  /** Data of a GlobalContextEntry by name. */
  readonly globals?: Readonly<Record<string, unknown>>
  /** Answers to HTTP requests by `GET:url`, `POST:url` or `url`. */
  readonly http?: Readonly<Record<string, unknown>>
  /** Objects that bindings may name as parameters. */
  readonly parameters?: readonly AnyObject[]
  /** Gives several parameters of one binding to a policy as `{items}`, as Kyverno's CLI does, instead of one by one. */
  readonly parametersAsList?: boolean
}

export interface StoreOptions {
  /** Whether these are all objects there are: then a kind without objects is an empty list, not an error. @default true */
  readonly complete?: boolean
  readonly definitions?: Definitions
}

/** Objects by resource, as an API server lists them. */
export class ObjectStore {
  readonly complete: boolean
  readonly #byResource = new Map<string, AnyObject[]>()

  constructor(objects: Iterable<AnyObject>, { complete = true, definitions }: StoreOptions = {}) {
    this.complete = complete
    for (const object of objects) {
      const apiVersion = text(object.apiVersion)
      for (const plural of resourceOf(apiVersion, text(object.kind), definitions).plurals)
        this.#add(`${apiVersion}/${plural}`, object)
    }
  }

  #add(key: string, object: AnyObject): void {
    const known = this.#byResource.get(key)
    if (known === undefined) this.#byResource.set(key, [object])
    else known.push(object)
  }

  /** Undefined where the kind is not known. */
  list(apiVersion: string, plural: string, { namespace = '', labels = {} }: ListOptions = {}): AnyObject[] | undefined {
    const all = this.#byResource.get(`${apiVersion}/${plural}`) ?? (this.complete ? [] : undefined)
    const fits = labelSelector({ matchLabels: this.complete ? labels : {} })
    const everywhere = this.complete && namespace === ''
    return all?.filter(object => (everywhere || namespaceOf(object) === namespace) && fits(labelsOf(object)))
  }

  get(
    apiVersion: string,
    plural: string,
    { namespace = '', name }: ListOptions & { name: string },
  ): AnyObject | undefined {
    const all = this.#byResource.get(`${apiVersion}/${plural}`) ?? []
    return all.find(object => nameOf(object) === name && namespaceOf(object) === namespace)
  }
}

interface ListOptions {
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
}

export function nameOf(object: AnyObject): string {
  return text((object.metadata as AnyObject | undefined)?.name)
}

export function namespaceOf(object: AnyObject): string {
  return text((object.metadata as AnyObject | undefined)?.namespace)
}
