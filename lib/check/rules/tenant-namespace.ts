import { objectTitle } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import { isTenant } from '../../tenant/tenant.ts'
import { deployerOf } from '../../unit/deployer.ts'
import type { CheckContext } from '../context.ts'
import type { ExampleObject } from '../example.ts'
import { exampleApp, tenantExample } from '../example-tenants.ts'
import { objectRule } from '../object-rule.ts'

const shop = defineExampleTenant(exampleDefinition)
const example = (folder: string, object: Partial<ExampleObject>) =>
  tenantExample(shop, { [folder]: [{ apiVersion: 'v1', kind: 'ConfigMap', ...object }] }, [exampleApp(shop)])

/** Whatever a tenant or an app renders, only the platform can be trusted with what is outside of their namespace. */
export const tenantNamespace = objectRule({
  id: 'tenant-namespace',
  lint: 18,
  severity: 'error',
  description: 'what a tenant and its apps render stays in the namespace of the tenant',
  examples: {
    refused: [
      example('dev/apps/api', { metadata: { namespace: 'kube-system' } }),
      example('dev/apps/api', { kind: 'Namespace', metadata: { name: 'shop-2' } }),
      example('dev/tenants/shop', { metadata: { namespace: 'media' } }),
      example('live/tenants/shop', {
        kind: 'ServiceAccount',
        metadata: { name: 'tenant-shop', namespace: 'flux-system' },
      }),
    ],
    allowed: [
      example('dev/apps/api', { metadata: { namespace: 'shop' } }),
      example('dev/tenants/shop', { kind: 'Namespace', metadata: { name: 'shop' } }),
      example('dev/tenants/shop', {
        kind: 'ServiceAccount',
        metadata: { name: 'tenant-shop', namespace: 'flux-system' },
      }),
    ],
  },
  *look(file, context) {
    const tenant = owner(file, context)
    if (tenant === undefined || isAtHome(file, tenant, context)) return
    yield {
      message: `${objectTitle(file.manifest)} is outside of namespace "${tenant}", which is all that its unit may touch`,
      fix: `put it into namespace "${tenant}", or make it a component`,
    }
  },
})

/** The namespace that the unit of a file is bound to; undefined where it is the platform's. */
function owner(file: RenderedFile, { unitOf }: CheckContext): string | undefined {
  const unit = unitOf(file)
  const tenant = unit?.tenant ?? unit
  return tenant !== undefined && isTenant(tenant) ? tenant.namespace : undefined
}

function isAtHome({ cluster, manifest, unit }: RenderedFile, tenant: string, { fleet }: CheckContext): boolean {
  const { name, namespace } = manifest.metadata
  if (namespace === tenant) return true
  if (!unit.startsWith('tenants/')) return false
  if (manifest.kind === 'Namespace') return name === tenant
  const deployer = deployerOf(
    tenant,
    fleet.clusters.find(each => each.name === cluster)!,
  )
  return manifest.kind === 'ServiceAccount' && name === deployer.name && namespace === deployer.namespace
}
