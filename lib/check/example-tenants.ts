import { exampleClusters } from '../tenant/example-tenancy.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { withSubTeams } from '../tenant/tenant.ts'
import { defineApp } from '../unit/define-unit.ts'
import type { Unit } from '../unit/unit.ts'
import { exampleFleet, type Example, type ExampleObject } from './example.ts'

/** An example on two clusters: `dev` on Flux, where workloads may sleep, and `live` on Argo CD. */
export function tenantExample(tenant: Tenant, files: Example['files'] = {}, apps: readonly Unit[] = []): Example {
  const { sleeper } = tenant.tenancy
  const units = [sleeper, ...withSubTeams(tenant), ...apps]
  return { units, files, fleet: exampleFleet(Object.values(exampleClusters), [sleeper]) }
}

/** An app of an example that runs one container in `replicas` pods. */
export function exampleApp(tenant: Tenant): Unit {
  return defineApp({ name: 'api', namespace: tenant.namespace, tenant, on: tenant.on })
}

/** A Deployment of an example. */
export function exampleDeployment(namespace: string, replicas: number, requests: object): ExampleObject {
  const resources = { requests, limits: { memory: '1Gi' } }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace },
    spec: { replicas, template: { spec: { containers: [{ name: 'api', resources }] } } },
  }
}
