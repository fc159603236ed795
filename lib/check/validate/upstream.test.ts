import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { crdSchemas } from './crd-schemas.ts'
import { kubernetesSchemas, noSchemas } from './kubernetes-schemas.ts'
import { schemaCompiler } from './schema-compiler.ts'
import { strictSchema } from './strict-schema.ts'
import { strictValidators } from './strict-validator.ts'

const crds = new URL('../../../../shared/upstream/crds/', import.meta.url).pathname
const openapi = new URL('../../../../shared/upstream/openapi/kubernetes-v1.36.json', import.meta.url).pathname
const why = 'needs ../shared/upstream'

test.skipIf(!existsSync(openapi))(`every kind of a Kubernetes API server compiles (${why})`, () => {
  const kubernetes = kubernetesSchemas(openapi)
  const find = strictValidators({ crds: [], kubernetes })
  expect(kubernetes.kinds.size).toBeGreaterThan(150)
  for (const name of kubernetes.kinds.keys()) {
    const [apiVersion, kind] = name.split(' ') as [string, string]
    const errors = find(apiVersion, kind)!({ apiVersion, kind, metadata: {}, unheardOf: 1 })
    expect(errors.map(({ params }) => params['additionalProperty'])).toContain('unheardOf')
  }
})

test.skipIf(!existsSync(crds))(`every version of the CRDs of the charts compiles (${why})`, () => {
  const kinds = [
    'flagger.app/Canary',
    'kyverno.io/ClusterPolicy',
    'cert-manager.io/Certificate',
    'argoproj.io/Application',
  ]
  const versions = crdSchemas(
    crds,
    new Set([...kinds, 'monitoring.coreos.com/Prometheus', 'external-secrets.io/SecretStore']),
  )
  expect(versions.length).toBeGreaterThan(6)
  const ajv = schemaCompiler()
  for (const [name, schema] of noSchemas.definitions) ajv.addSchema(strictSchema(schema), name)
  for (const { schema } of versions) expect(ajv.compile(strictSchema(schema))({ spec: 3 })).toBe(false)
})
