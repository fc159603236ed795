import type { Manifest } from '../../manifest/manifest.ts'
import { groupKind, groupOf } from '../../manifest/object-key.ts'
import { resourceName } from '../../manifest/resource-name.ts'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import { isTenant } from '../../tenant/tenant.ts'
import { deployerOf } from '../../unit/deployer.ts'
import type { ExampleObject } from '../example.ts'
import { exampleApp, tenantExample } from '../example-tenants.ts'
import { items } from '../../manifest/field.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'
import { byNamespace } from '../tenants.ts'

const shop = defineExampleTenant(exampleDefinition)
const deployer: ExampleObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'deployer', namespace: 'shop' },
  rules: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['create', 'delete', 'get', 'patch', 'update'] }],
}
const example = (object: ExampleObject, role: readonly ExampleObject[] = [deployer]) =>
  tenantExample(
    shop,
    { 'live/apps/api': [{ ...object, metadata: { namespace: 'shop' } }], 'live/tenants/shop': role },
    [exampleApp(shop)],
  )
const deployment: ExampleObject = { apiVersion: 'apps/v1', kind: 'Deployment' }

export const deployerMay: Rule = {
  id: 'deployer-may',
  lint: 18,
  severity: 'error',
  description: 'the account that applies an app of a tenant may apply every object of it',
  examples: {
    refused: [
      example({ apiVersion: 'v1', kind: 'Service' }),
      example(deployment, []),
      example(deployment, [
        { ...deployer, rules: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] }] },
      ]),
      example({ ...deployment, apiVersion: 'apps.acme.internal/v1' }),
    ],
    allowed: [example(deployment)],
  },
  run(context) {
    const inNamespace = byNamespace(context)
    const clusters = new Map(context.fleet.clusters.map(cluster => [cluster.name, cluster]))
    return context.files.flatMap(file => {
      const tenant = context.unitOf(file)?.tenant
      const cluster = clusters.get(file.cluster)
      if (tenant === undefined || cluster === undefined || !isTenant(tenant)) return []
      const { name } = deployerOf(tenant.name, cluster)
      if (applicable(roleIn(inNamespace(cluster, tenant.namespace), name)).has(resourceOf(file.manifest))) return []
      return [
        objectFinding(file, deployerMay, {
          message: `account "${name}", which applies the apps of "${tenant.name}", has no rights on this kind`,
          fix: `add ${groupKind(file.manifest)} to the kinds that apps may render, or render something else`,
        }),
      ]
    })
  },
}

/** `group/resource` of an object, as its rule in a Role would say it. */
function resourceOf({ apiVersion, kind }: Manifest): string {
  return `${groupOf(apiVersion)}/${resourceName(kind)}`
}

function roleIn(manifests: readonly Manifest[], name: string): Manifest | undefined {
  return manifests.find(({ kind, metadata }) => kind === 'Role' && metadata.name === name)
}

const known = new WeakMap<Manifest, ReadonlySet<string>>()

/** What a Role lets an engine create, change and delete, as `group/resource`. */
function applicable(role: Manifest | undefined): ReadonlySet<string> {
  if (role === undefined) return new Set()
  const found = known.get(role)
  if (found) return found
  const resources = items(role, 'rules')
    .filter(rule => ['create', 'patch', 'delete'].every(verb => items(rule, 'verbs').includes(verb)))
    .flatMap(rule =>
      items(rule, 'apiGroups').flatMap(group => items(rule, 'resources').map(each => `${group}/${each}`)),
    )
  const set = new Set(resources)
  known.set(role, set)
  return set
}
