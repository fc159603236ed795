import type { Manifest } from '../../manifest/manifest.ts'
import { field, isFields, items } from '../../manifest/field.ts'
import { containersOf } from '../containers-of.ts'
import { objectRule } from '../object-rule.ts'
import { stringsIn } from '../strings-in.ts'
import type { Problem } from '../rule.ts'

/** Last words of names that hold a secret, in any of the usual spellings. */
const secretName =
  /(^|[-_.]|[a-z](?=[A-Z]))(password|passwd|passphrase|secret[-_]?key|api[-_]?key|access[-_]?key|private[-_]?key|credentials?|token|client[-_]?secret)$/i

/** Charts also have names for the keys of Secrets, such as `secretKey`, which are no secrets. */
const valueName = /(password|passwd|passphrase|api[-_]?key|client[-_]?secret|private[-_]?key)$/i

/** Shapes that only credentials have; each prefix is the vendor's own. */
const secretText =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bglpat-[\w-]{20}\b|\bxox[abps]-[\w-]{10,}|:\/\/[^/\s:@$]+:[^/\s:@$]+@/

const settings = (data: object) => ({
  files: { 'prod/platform/web': [{ apiVersion: 'v1', kind: 'ConfigMap', data }] },
})

const pod = (env: object) => ({
  files: {
    'prod/platform/web': [{ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'web', env: [env] }] } }],
  },
})

const release = (values: object) => ({
  files: {
    'prod/platform/web': [{ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', spec: { values } }],
  },
})

export const credential = objectRule({
  id: 'credential',
  lint: 13,
  severity: 'error',
  description: 'no credential stands in plain text in a ConfigMap, an environment variable or any other field',
  examples: {
    refused: [
      settings({ 'db-password': 'hunter2' }),
      settings({ apiKey: 'abc' }),
      settings({ 'tls.key': '-----BEGIN RSA PRIVATE KEY-----\nMIIE' }),
      settings({ url: 'postgres://shop:hunter2@db/shop' }),
      pod({ name: 'DB_PASSWORD', value: 'hunter2' }),
      release({ grafana: { adminPassword: 'prom-operator' } }),
    ],
    allowed: [
      settings({ 'password-policy': 'long', tokens: '4', url: 'postgres://db/shop', password: '' }),
      settings({ url: 'postgres://$(USER):$(PASSWORD)@db/shop' }),
      pod({ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: '/var/run/key.json' }),
      release({ grafana: { adminPassword: null, admin: { existingSecret: 'grafana', passwordKey: 'password' } } }),
      pod({ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }),
    ],
  },
  look: ({ manifest }) => credentials(manifest),
})

function* credentials(manifest: Manifest): Iterable<Problem> {
  const fix = 'keep it in the secret store and refer to it with an ExternalSecret'
  if (manifest.kind === 'ConfigMap') {
    for (const key of namedSecrets(field(manifest, 'data'))) {
      yield { message: `key "${key}" of a ConfigMap looks like a credential`, fix }
    }
  }
  for (const container of containersOf(manifest)) {
    for (const { name, value } of container.env) {
      if (isPlain(value) && secretName.test(name))
        yield { message: `variable "${name}" holds its value in plain text`, fix }
    }
  }
  for (const [path, text] of helmValues(manifest)) {
    if (isPlain(text) && valueName.test(path)) yield { message: `Helm value "${path}" looks like a credential`, fix }
  }
  for (const [path, text] of stringsIn(manifest)) {
    if (secretText.test(text)) yield { message: `"${path}" holds a credential`, fix }
  }
}

/** What an engine passes to Helm, each with its path below the values. */
function* helmValues({ kind, spec }: Manifest): Iterable<readonly [path: string, text: string]> {
  if (kind === 'HelmRelease') yield* stringsIn(field(spec, 'values'))
  if (kind !== 'Application') return
  for (const source of [field(spec, 'source'), ...items(spec, 'sources')]) {
    yield* stringsIn(field(source, 'helm.valuesObject'))
  }
}

/** A path names the file that holds the secret; a reference is filled in elsewhere. */
function isPlain(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !value.startsWith('/') && !value.startsWith('$')
}

function namedSecrets(data: unknown): string[] {
  if (!isFields(data)) return []
  return Object.keys(data).filter(key => typeof data[key] === 'string' && data[key] !== '' && secretName.test(key))
}
