import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import { loadAll } from 'js-yaml'
import type { Manifest } from '../../manifest/manifest.ts'

const upstream = new URL('../../../../shared/upstream/', import.meta.url)

/** Whether the upstream schemas lie beside the repository. */
export const haveSchemas = existsSync(upstream)

type Schema = { [field: string]: unknown }

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
const validators = new Map<string, ValidateFunction>()

/** What the upstream schemas say against an object; a field they do not know is an error. */
export function strictProblems(manifest: Manifest): string[] {
  const key = `${manifest.apiVersion}/${manifest.kind}`
  let validate = validators.get(key)
  if (validate === undefined) {
    const schema = builtIn(manifest) ?? custom(manifest)
    if (schema === undefined) return [`${key}: no schema`]
    validate = ajv.compile(closed(schema))
    validators.set(key, validate)
  }
  validate(manifest)
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${key} ${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

let definitions: Record<string, Schema> | undefined

function builtIn({ apiVersion, kind }: Manifest): Schema | undefined {
  definitions ??= JSON.parse(readFileSync(new URL('openapi/kubernetes-v1.36.json', upstream), 'utf8')).definitions
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
  return Object.values(definitions!).find(definition =>
    (definition['x-kubernetes-group-version-kind'] as Schema[] | undefined)?.some(
      gvk => gvk.group === group && gvk.version === version && gvk.kind === kind,
    ),
  )
}

const files = {
  'external-secrets.io': 'external-secrets',
  'monitoring.coreos.com': 'kube-prometheus-stack',
  'gateway.networking.k8s.io': 'gateway-api',
  'gateway.envoyproxy.io': 'envoy-gateway',
  'keda.sh': 'keda',
  'postgresql.cnpg.io': 'cloudnative-pg',
  'barmancloud.cnpg.io': 'plugin-barman-cloud',
  'db.atlasgo.io': 'atlas-operator',
  'valkey.io': 'valkey-operator',
  'jetstream.nats.io': 'nack',
  'kafka.strimzi.io': 'strimzi-kafka-operator',
  'core.openfeature.dev': 'open-feature-operator',
  'dapr.io': 'dapr',
  'cert-manager.io': 'cert-manager',
  'fluxcd.controlplane.io': 'flux-operator',
  'argoproj.io': 'argo-cd',
  'objectbucket.io': 'rook-ceph',
} as const

function custom({ apiVersion, kind }: Manifest): Schema | undefined {
  const [group, version] = apiVersion.split('/')
  const file = files[group as keyof typeof files]
  if (file === undefined) return undefined
  const text = readFileSync(new URL(`crds/${file}.yaml`, upstream), 'utf8')
  const crd = (loadAll(text) as Schema[]).find(document => {
    const spec = document?.spec as Schema | undefined
    return spec?.group === group && (spec?.names as Schema).kind === kind
  })
  const versions = (crd?.spec as Schema | undefined)?.versions as Schema[] | undefined
  const served = versions?.find(({ name, served }) => name === version && served !== false)
  const schema = (served?.schema as Schema | undefined)?.openAPIV3Schema as Schema | undefined
  return (
    schema && { ...schema, properties: { ...(schema.properties as Schema), metadata: {}, apiVersion: {}, kind: {} } }
  )
}

/** The schema with every object closed, and Kubernetes' own extensions said in JSON schema. */
function closed(schema: Schema): Schema {
  if (typeof schema.$ref === 'string') return closed(definitions![schema.$ref.split('/').pop()!]!)
  if (schema['x-kubernetes-int-or-string'] || schema.format === 'int-or-string') return { type: ['integer', 'string'] }
  if (schema['x-kubernetes-preserve-unknown-fields']) return {}
  const properties = schema.properties as Record<string, Schema> | undefined
  const { items, additionalProperties: more } = schema as { items?: Schema; additionalProperties?: Schema | boolean }
  return {
    ...(schema.type !== undefined && { type: schema.type }),
    ...(schema.enum !== undefined && { enum: schema.enum }),
    ...(schema.required !== undefined && { required: schema.required }),
    ...(schema.pattern !== undefined && { pattern: schema.pattern }),
    ...(schema.maximum !== undefined && { maximum: schema.maximum }),
    ...(schema.minimum !== undefined && { minimum: schema.minimum }),
    ...(items && { items: closed(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, closed(child)])),
      additionalProperties: false,
    }),
    ...(typeof more === 'object' && { additionalProperties: closed(more) }),
  }
}
