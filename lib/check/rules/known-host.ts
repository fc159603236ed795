import type { Manifest } from '../../manifest/manifest.ts'
import { groupKind } from '../../manifest/object-key.ts'
import { containersOf } from '../containers-of.ts'
import type { CheckContext } from '../context.ts'
import { field } from '../../manifest/field.ts'
import { hasChart, objectsIn } from '../neighbours.ts'
import { objectRule } from '../object-rule.ts'
import { stringsIn } from '../strings-in.ts'

/** Services that controllers make, by the kind they make them for. */
const made: Readonly<Record<string, (name: string) => readonly string[]>> = {
  '/Service': name => [name],
  'flagger.app/Canary': name => [name, `${name}-primary`, `${name}-canary`],
  'postgresql.cnpg.io/Cluster': name => [`${name}-rw`, `${name}-ro`, `${name}-r`],
  'postgresql.cnpg.io/Pooler': name => [name],
  'kafka.strimzi.io/Kafka': name => [`${name}-kafka-bootstrap`, `${name}-kafka-brokers`],
  'core.openfeature.dev/Flagd': name => [name],
}

/** `service.namespace.svc`, as text about the cluster names a Service. */
const hosts = /\b([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\.([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\.svc\b/g

const metadata = { namespace: 'shop' }
const config = (url: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  data: { 'app.yaml': `api: ${url}\n` },
})
const service = { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'shop', name: 'api' } }
const pod = (value: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: { containers: [{ name: 'web', env: [{ name: 'API_URL', value }] }] },
})

export const knownHost = objectRule({
  id: 'known-host',
  lint: 20,
  severity: 'error',
  waivable: true,
  description: 'a Service that configuration names is on the cluster',
  examples: {
    refused: [
      { files: { 'prod/apps/web': [pod('http://api.shop.svc:8080')] } },
      { files: { 'prod/apps/web': [config('http://apj.shop.svc.cluster.local'), service] } },
      { files: { 'prod/apps/web': [pod('http://api.shop.svc')], 'staging/apps/web': [service] } },
    ],
    allowed: [
      { files: { 'prod/apps/web': [pod('http://api.shop.svc:8080'), service] } },
      { files: { 'prod/apps/web': [pod('https://api.acme.internal')] } },
      {
        files: {
          'prod/apps/web': [
            pod('http://api-canary.shop.svc'),
            { ...service, apiVersion: 'flagger.app/v1beta1', kind: 'Canary' },
          ],
        },
      },
    ],
  },
  *look({ livesOn, manifest }, context) {
    for (const [, name = '', namespace = ''] of configuration(manifest).flatMap(value => [...value.matchAll(hosts)])) {
      if (serves(context, livesOn, { name, namespace })) continue
      yield {
        message: `names the Service "${name}" in "${namespace}", which is not on ${livesOn}`,
        fix: 'correct the name, or put that app on the cluster, too',
      }
    }
  },
})

function configuration(manifest: Manifest): string[] {
  if (manifest.kind === 'ConfigMap') return [...stringsIn(field(manifest, 'data'))].map(([, value]) => value)
  return containersOf(manifest).flatMap(({ env }) => env.flatMap(({ value }) => value ?? []))
}

function serves(
  context: CheckContext,
  cluster: string,
  { name, namespace }: { name: string; namespace: string },
): boolean {
  if (hasChart(context, cluster, namespace)) return true
  return objectsIn(context, cluster, namespace).some(
    object => made[groupKind(object)]?.(object.metadata.name).includes(name) ?? false,
  )
}
