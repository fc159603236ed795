import { groupOf, versionOf } from '../../manifest/object-key.ts'
import { isBuiltinGroup } from '../builtin-group.ts'
import type { SchemaError, Validate } from './schema-error.ts'

/** The package that knows each custom API group. */
const packages: Readonly<Record<string, string>> = {
  'acme.cert-manager.io': 'cert-manager',
  'argoproj.io': 'argo-cd',
  'cert-manager.io': 'cert-manager',
  'external-secrets.io': 'external-secrets',
  'gateway.networking.k8s.io': 'gateway-api',
  'gateway.networking.x-k8s.io': 'gateway-api',
  'generators.external-secrets.io': 'external-secrets',
  'helm.toolkit.fluxcd.io': 'flux-cd',
  'image.toolkit.fluxcd.io': 'flux-cd',
  'kustomize.toolkit.fluxcd.io': 'flux-cd',
  'kyverno.io': 'kyverno',
  'monitoring.coreos.com': 'prometheus-operator',
  'notification.toolkit.fluxcd.io': 'flux-cd',
  'policies.kyverno.io': 'kyverno',
  'policy.cert-manager.io': 'cert-manager',
  'source.toolkit.fluxcd.io': 'flux-cd',
  'trust.cert-manager.io': 'cert-manager',
}

interface Model {
  readonly apiVersion?: string
  readonly kind?: string
  readonly prototype: { readonly validate: (this: object) => void }
}

/**
 * The precompiled validator of a kind, loaded on demand; undefined where no package knows the kind.
 * Says nothing about unknown fields.
 * @see https://github.com/tommy351/kubernetes-models-ts
 */
export async function modelValidator(apiVersion: string, kind: string): Promise<Validate | undefined> {
  const path = modulePath(apiVersion, kind)
  const loaded: Record<string, Model> | undefined = path && (await import(path).catch(absent))
  const model = loaded?.[kind]
  // Parts of kinds are classes too: `v1/Affinity` is no kind.
  if (model?.apiVersion !== apiVersion || model.kind !== kind) return undefined
  return object => errorsOf(model, object)
}

function modulePath(apiVersion: string, kind: string): string | undefined {
  const group = groupOf(apiVersion)
  const version = versionOf(apiVersion)
  if (!/^[A-Za-z0-9]+$/.test(kind) || !/^v[a-z0-9]+$/.test(version)) return undefined
  if (isBuiltinGroup(group)) return ['kubernetes-models', group, version, kind].filter(Boolean).join('/')
  const name = packages[group]
  return name && `@kubernetes-models/${name}/${group}/${version}/${kind}`
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error
}

/** A model validates itself and throws; borrowing the method saves the copy that its constructor makes. */
function errorsOf({ prototype }: Model, object: object): readonly SchemaError[] {
  try {
    prototype.validate.call(object)
    return []
  } catch (error) {
    const { errors } = error as { errors?: readonly SchemaError[] }
    if (errors === undefined) throw error
    return errors
  }
}
