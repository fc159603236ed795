import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { looksSecret } from './looks-secret.ts'

test.each([
  ['DB_PASSWORD', 'hunter2', 'has the name of a credential'],
  ['STRIPE_API_KEY', 'x', 'has the name of a credential'],
  ['github.token', 'x', 'has the name of a credential'],
  ['DATABASE_URL', 'postgres://app:hunter2@db/app', 'is a URL with a password'],
  ['CERT', '-----BEGIN PRIVATE KEY-----\nMIIE', 'holds a PEM block'],
  ['ID', ['AKIA', 'IOSFODNN7EXAMPLE'].join(''), 'has the form of an access token'],
  ['THING', 'q83vN0fDk29sLwPz71XcRb5TmYeAuHg4', 'reads like a random key'],
])('%s=%s: %s', (name, value, reason) => expect(looksSecret(name, value)).toBe(reason))

test.each([
  ['DB_PASSWORD_FILE', '/run/secrets/db'],
  ['DB_PASSWORD', '/run/secrets/db'],
  ['TOKEN', 'true'],
  ['IMAGE', 'ghcr.io/acme/api:1.4.2'],
  ['API_URL', 'http://orders.shop.svc.cluster.local:8080'],
  ['KEYBOARD', 'qwerty'],
  ['TOPIC', 'orders-created-events-v2-europe-west'],
  ['PATH', '/usr/local/sbin:/usr/local/bin'],
  ['SENTENCE', 'The quick brown fox jumps over 13 lazy dogs'],
  ['EMPTY_TOKEN', ''],
  ['GIT_COMMIT', '3f2c1ab9d04e7715c8a0b6e2f9d81c37a5b4e600'],
  ['TENANT_ID', '9b2f6c1e-4d3a-4f7b-8c5d-0e1f2a3b4c5d'],
  ['PATTERN', 'orders/created/events/EuropeWest/2026/v2'],
])('%s=%s is no secret', (name, value) => expect(looksSecret(name, value)).toBeUndefined())

test.each(['base64url', 'hex'] as const)('of a thousand random keys in %s, 99 of 100 are seen', form => {
  const keys = Array.from({ length: 1000 }, (_, i) => createHash('sha256').update(String(i)).digest(form))
  expect(keys.filter(key => looksSecret('VALUE', key)).length).toBeGreaterThanOrEqual(990)
})
