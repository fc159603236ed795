import type { Environment } from '../fleet/environment.ts'
import { defineAdmissionPolicy } from './admission-policy.ts'
import { defineDeletingPolicy } from './deleting-policy.ts'
import { defineGeneratingPolicy } from './generating-policy.ts'
import { defineImageValidatingPolicy } from './image-validating-policy.ts'
import { defineMutatingPolicy } from './mutating-policy.ts'
import type { PolicyDefinition, PolicyProps } from './policy-definition.ts'
import { defineValidatingPolicy } from './validating-policy.ts'

const sync = { prune: true, selfHeal: true }
/** Where everything is refused that may be. */
export const environment: Environment = { name: 'production', policyAction: 'Deny', sync }
const rollout = { audit: '2026-06-01', deny: { production: '2026-07-01' } }

/** What every policy says of itself. */
export const about = (name: string): Omit<PolicyProps, 'match'> => ({
  name,
  title: 'A title',
  description: 'Why, and what to do.',
  category: 'Test',
  severity: 'low',
  controls: ['SOC2/CC8.1'],
})
const configMap = (data: object) => ({
  object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'web' }, data },
})
const pod = (image: string) => ({
  object: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'web' },
    spec: { containers: [{ name: 'web', image }] },
  },
})
export const match = { kinds: ['ConfigMap'] } as const
export const red = configMap({ color: 'red' })
export const blue = configMap({ color: 'blue' })
const green = configMap({ color: 'green' })
export const isBlue = "object.data.color == 'blue'"
/** Refuses what is not blue. */
export const refusing = {
  match,
  rollout,
  validations: [{ expression: isBlue, message: 'paint it blue' }],
  examples: { allowed: [blue], refused: [red] },
} as const

const copy = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'copy', namespace: 'web' },
}

/** A policy of every kind, with everything that may be said of one. */
export const policyOfEachKind: readonly PolicyDefinition[] = [
  defineValidatingPolicy({ ...about('validating'), ...refusing, variables: [{ name: 'one', expression: '1' }] }),
  defineAdmissionPolicy({ ...about('admission'), ...refusing }),
  defineMutatingPolicy({
    ...about('mutating'),
    match,
    matchConditions: [{ name: 'red', expression: "object.data.color == 'red'" }],
    existing: true,
    mutations: [{ apply: "Object{data: Object.data{color: 'blue'}}" }],
    examples: { changed: [{ ...red, becomes: blue.object }], unchanged: [green] },
  }),
  defineMutatingPolicy({
    ...about('patching'),
    match,
    matchConditions: [{ name: 'red', expression: "object.data.color == 'red'" }],
    mutations: [{ patch: "[JSONPatch{op: 'replace', path: '/data/color', value: 'blue'}]" }],
    examples: { changed: [{ ...red, becomes: blue.object }], unchanged: [green] },
  }),
  defineGeneratingPolicy({
    ...about('generating'),
    match,
    matchConditions: [{ name: 'red', expression: "object.data.color == 'red'" }],
    synchronize: true,
    existing: true,
    kinds: ['ConfigMap'],
    generate: [
      "generator.Apply('web', [{'apiVersion': dyn('v1'), 'kind': dyn('ConfigMap'), 'metadata': dyn({'name': 'copy', 'namespace': 'web'})}])",
    ],
    examples: { creating: [{ ...red, creates: [copy] }], idle: [blue] },
  }),
  defineDeletingPolicy({
    ...about('deleting'),
    match,
    schedule: '0 3 * * *',
    propagation: 'Background',
    conditions: [{ name: 'blue', expression: isBlue }],
    examples: { deleted: [blue], kept: [red] },
  }),
  defineImageValidatingPolicy({
    ...about('images'),
    match: { kinds: ['Pod'] },
    rollout,
    images: ['ghcr.io/acme/*'],
    attestors: [
      { name: 'ci', keyless: { issuer: 'https://issuer.acme.internal', subjectRegExp: '^https://git/' } },
      { name: 'release', key: 'PEM' },
    ],
    attestations: [{ name: 'sbom', type: 'https://cyclonedx.org/bom' }],
    validations: [
      {
        expression: 'images.containers.all(image, verifyImageSignatures(image, [attestors.ci]) > 0)',
        message: 'sign it',
      },
    ],
    examples: { verified: [pod('ghcr.io/acme/web:1')], ignored: [pod('ghcr.io/other/web:1')] },
  }),
]
