import { Host } from './kyverno-library.ts'
import { toCel } from '../cel/json.ts'
import type { AnyObject, Request } from './request.ts'
import type { Context } from './context.ts'
import type { Globals } from './expressions.ts'

interface Hosts {
  readonly resource: Host
  readonly http: Host
  readonly image: Host
  readonly globalContext: Host
}

const hosts = new WeakMap<Context, Hosts>()

/** One set for each context; namespaced policies are few and get their own. */
function hostsOf(context: Context, namespace: string | undefined): Hosts {
  const known = namespace === undefined ? hosts.get(context) : undefined
  if (known !== undefined) return known
  const made = {
    resource: new Host('kyverno.resource', context, namespace),
    http: new Host('kyverno.http', context, namespace),
    image: new Host('kyverno.imagedata', context, namespace),
    globalContext: new Host('kyverno.globalContext', context, namespace),
  }
  if (namespace === undefined) hosts.set(context, made)
  return made
}

/** The Namespace of the request's object, where the context knows it. */
export function namespaceOf(request: Request, context: Context): AnyObject | undefined {
  return request.namespace === '' ? undefined : context.namespace?.(request.namespace)
}

const namespaces = new WeakMap<AnyObject, unknown>()

function celNamespace(namespace: AnyObject | undefined): unknown {
  if (namespace === undefined) return null
  const value = namespaces.get(namespace) ?? toCel(namespace)
  namespaces.set(namespace, value)
  return value
}

/** Values of the variables that every policy has. */
export function globalsFor(request: Request, context: Context, namespace?: string): Globals {
  const { resource, http, image, globalContext } = hostsOf(context, namespace)
  return {
    object: request.celObject,
    oldObject: request.celOldObject,
    request: request.celRequest,
    namespaceObject: celNamespace(namespaceOf(request, context)),
    variables: null,
    exceptions: null,
    resource,
    http,
    image,
    globalContext,
    '@now': context.now,
  }
}
