import { groupKind, groupOf } from '../manifest/object-key.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { OwnedField } from '../unit/owned-field.ts'
import type { PlacedUnit } from './placed-unit.ts'

type Fields = Readonly<Record<string, unknown>>

/** What the owners of a unit's fields depend on. */
type Owned = Pick<PlacedUnit, 'unit' | 'cluster' | 'manifests'>

/** Who writes to objects of a unit beside its engine, told from what the unit itself renders. */
export function fieldOwners({ unit, cluster, manifests }: Owned): OwnedField[] {
  const sleeps = (unit.tenant ?? unit).quietHours(cluster) !== undefined
  const owners = manifests.flatMap(manifest => [
    ...(sleeps ? asleep(manifest) : []),
    ...(scalers[groupKind(manifest)]?.(manifest) ?? []).map(target => replicasOf(target, manifest)),
    ...(groupKind(manifest) === 'flagger.app/Canary' ? [...routedBy(manifest, manifests), ...parkedBy(manifest)] : []),
    ...injectedBundles(manifest),
  ])
  return [...new Map(owners.toReversed().map(owner => [fieldKey(owner), owner])).values()].toReversed()
}

/** What a field is, whoever writes it: two that write one need one rule. */
function fieldKey(owner: OwnedField): string {
  return JSON.stringify({ ...owner, by: '' })
}

/**
 * Those that an object really sets. What a manifest leaves out, server-side apply leaves alone, and rules for it
 * would only ask for a newer engine.
 */
export function setFields(owners: readonly OwnedField[], manifests: readonly Manifest[]): OwnedField[] {
  return owners.flatMap(owner => {
    const object = manifests.find(manifest => isOwned(manifest, owner))
    const pointers = owner.pointers.filter(pointer => valueAt(object, pointer) !== undefined)
    return pointers.length > 0 ? [{ ...owner, pointers }] : []
  })
}

function isOwned({ apiVersion, kind, metadata }: Manifest, owner: OwnedField): boolean {
  return (
    groupOf(apiVersion) === owner.group &&
    kind === owner.kind &&
    metadata.name === owner.name &&
    metadata.namespace === owner.namespace
  )
}

/** The value a JSON pointer without escapes leads to. */
function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((at, key) => fields(at)[key], value)
}

interface Target {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
}

/** Kinds that set the replicas of another object, and what they point at. */
const scalers: Readonly<Record<string, (manifest: Manifest) => Target[]>> = {
  'autoscaling/HorizontalPodAutoscaler': ({ spec }) => target(fields(spec).scaleTargetRef),
  'keda.sh/ScaledObject': ({ spec }) => target(fields(spec).scaleTargetRef),
  'flagger.app/Canary': ({ spec }) => target(fields(spec).targetRef),
}

/** A reference to a workload; KEDA's may leave out the kind of a Deployment. A DaemonSet has no replicas. */
function target(reference: unknown): Target[] {
  const { apiVersion = 'apps/v1', kind = 'Deployment', name } = fields(reference)
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return []
  return kind === 'DaemonSet' || kind === 'Service' ? [] : [{ apiVersion, kind, name }]
}

function replicasOf({ apiVersion, kind, name }: Target, { kind: by, metadata }: Manifest): OwnedField {
  return { group: groupOf(apiVersion), kind, name, ...placeOf(metadata), pointers: ['/spec/replicas'], by }
}

/** Quiet hours scale to nothing what would run, and suspend what would start: no engine may wake it. */
function asleep(manifest: Manifest): OwnedField[] {
  const pointer = sleepers[groupKind(manifest)]
  return pointer === undefined ? [] : [owned(manifest, [pointer], 'quiet hours')]
}

const sleepers: Readonly<Record<string, string>> = {
  'apps/Deployment': '/spec/replicas',
  'apps/StatefulSet': '/spec/replicas',
  'batch/CronJob': '/spec/suspend',
}

/**
 * Flagger points the apex Service at the primary and moves the weights of the route while a canary advances.
 * @see https://docs.flagger.app/usage/how-it-works
 */
function routedBy({ spec, metadata }: Manifest, manifests: readonly Manifest[]): OwnedField[] {
  const apex = fields(fields(spec).service).name ?? fields(fields(spec).targetRef).name
  return manifests
    .filter(({ metadata: { name, namespace } }) => name === apex && namespace === metadata.namespace)
    .map(manifest => owned(manifest, routedFields[groupKind(manifest)]?.(manifest) ?? [], 'Canary'))
    .filter(({ pointers }) => pointers.length > 0)
}

/**
 * Between releases, Flagger lets the target of a DaemonSet run nowhere, by a label that no node has. The selector is one
 * value to the API server: who sets one label of it sets all.
 * @see https://github.com/fluxcd/flagger/blob/main/pkg/canary/daemonset_controller.go
 */
function parkedBy({ spec, metadata }: Manifest): OwnedField[] {
  const { kind, name } = fields(fields(spec).targetRef)
  if (kind !== 'DaemonSet' || typeof name !== 'string') return []
  const pointers = ['/spec/template/spec/nodeSelector']
  return [{ group: 'apps', kind, name, ...placeOf(metadata), pointers, by: 'Canary' }]
}

const routedFields: Readonly<Record<string, (manifest: Manifest) => string[]>> = {
  '/Service': () => ['/spec/selector'],
  'gateway.networking.k8s.io/HTTPRoute': ({ spec }) =>
    list(fields(spec).rules).map((_, i) => `/spec/rules/${i}/backendRefs`),
}

/**
 * cert-manager's cainjector fills the CA bundle of objects that ask for it by annotation.
 * @see https://cert-manager.io/docs/concepts/ca-injector/
 */
function injectedBundles(manifest: Manifest): OwnedField[] {
  const asks = Object.keys(manifest.metadata.annotations ?? {}).some(key => injections.has(key))
  const pointers = asks ? (bundles[manifest.kind]?.(manifest) ?? []) : []
  return pointers.length > 0 ? [owned(manifest, pointers, 'cainjector')] : []
}

const injections = new Set([
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
  'cert-manager.io/inject-apiserver-ca',
])

const webhooks = ({ webhooks }: Manifest) => list(webhooks).map((_, i) => `/webhooks/${i}/clientConfig/caBundle`)

const bundles: Readonly<Record<string, (manifest: Manifest) => string[]>> = {
  ValidatingWebhookConfiguration: webhooks,
  MutatingWebhookConfiguration: webhooks,
  CustomResourceDefinition: () => ['/spec/conversion/webhook/clientConfig/caBundle'],
  APIService: () => ['/spec/caBundle'],
}

function owned({ apiVersion, kind, metadata }: Manifest, pointers: readonly string[], by: string): OwnedField {
  return { group: groupOf(apiVersion), kind, name: metadata.name, ...placeOf(metadata), pointers, by }
}

function placeOf({ namespace }: Manifest['metadata']): { namespace?: string } {
  return namespace === undefined ? {} : { namespace }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
