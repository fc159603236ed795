import { groupOf } from '../manifest/object-key.ts'

/** Lists of built-in kinds whose items have an identity, by field name. The rest of their lists are atomic. */
const keyed: Readonly<Record<string, readonly string[]>> = {
  allocatedResourcesStatus: ['name'],
  claims: ['name'],
  conditions: ['type'],
  containers: ['name'],
  drivers: ['name'],
  env: ['name'],
  ephemeralContainers: ['name'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  initContainers: ['name'],
  matchConditions: ['name'],
  ownerReferences: ['uid'],
  resourceClaims: ['name'],
  schedulingGates: ['name'],
  secrets: ['name'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
  webhooks: ['name'],
}

const sets = new Set(['finalizers', 'podCIDRs', 'volumeLifecycleModes', 'validationActions'])

/** Maps and structs that are replaced as a whole. */
const atomicMaps = new Set(
  (
    'nodeSelector selector labelSelector namespaceSelector podSelector objectSelector configMapKeyRef secretKeyRef ' +
    'fieldRef resourceFieldRef fileKeyRef roleRef scaleTargetRef claimRef involvedObject dataSource paramKind ' +
    'scopeSelector secretRef matchConstraints matchResources'
  ).split(' '),
)

/** How lists and maps of an object merge. @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy */
export interface MergeSchema {
  /** Keys of the items; undefined where the list is atomic. */
  readonly keys: (path: readonly string[]) => readonly string[] | undefined
  readonly isSet: (path: readonly string[]) => boolean
  readonly isAtomicMap: (path: readonly string[]) => boolean
  /** Whether the schema is known at all: only then a patch of something atomic can be refused. */
  readonly known: boolean
}

const builtIn: MergeSchema = {
  keys: keysAt,
  isSet: path => sets.has(path.at(-1) ?? '') && path.join('.') !== 'spec.finalizers',
  isAtomicMap: path => atomicMaps.has(path.at(-1) ?? ''),
  known: true,
}

function keysAt(path: readonly string[]): readonly string[] | undefined {
  const field = path.at(-1) ?? ''
  if (field === 'ports') return ports(path)
  // The one list of this name outside a pod, in ServiceAccounts, is atomic.
  return field === 'imagePullSecrets' && path.length === 1 ? undefined : keyed[field]
}

/** Of custom kinds nothing is known: maps merge, lists are replaced. */
const deduced: MergeSchema = {
  keys: () => undefined,
  isSet: () => false,
  isAtomicMap: () => false,
  known: false,
}

function ports(path: readonly string[]): readonly string[] | undefined {
  if (/^(init|ephemeral)?containers$/i.test(path.at(-2) ?? '')) return ['containerPort', 'protocol']
  return path.length === 2 ? ['port', 'protocol'] : undefined
}

const builtInGroups = new Set(
  (
    'admissionregistration apiextensions apiregistration authentication authorization certificates coordination ' +
    'discovery events flowcontrol.apiserver networking node rbac.authorization resource scheduling storage'
  )
    .split(' ')
    .map(name => `${name}.k8s.io`),
)

export function mergeSchemaOf(apiVersion: string): MergeSchema {
  const group = groupOf(apiVersion)
  return !group.includes('.') || builtInGroups.has(group) ? builtIn : deduced
}
