import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Bundle } from '../../../lib/kyverno/bundle.ts'
import { production } from '../../environments.ts'
import { fleet } from '../../fleet.ts'
import { policies } from '../policies.ts'
import { bundles } from './bundles.ts'

/** What each bundle but the newest was when it was released. */
const released: Readonly<Record<string, string>> = {
  '1.0.0': 'b4b05ea839febd4e',
}

/** What a bundle does to objects; what it says of itself may be put better, and its days are another matter. */
function fingerprint({ policies }: Bundle): string {
  const done = policies.flatMap(policy => policy.manifests({ ...production, policyAction: 'Audit' })).map(written)
  return createHash('sha256').update(JSON.stringify(done)).digest('hex').slice(0, 16)
}

function written({ kind, metadata: { name }, spec }: { kind: string; metadata: { name: string }; spec?: unknown }) {
  return { kind, name, spec }
}

test('a released bundle stays what it was', () => {
  const [, ...older] = bundles
  const now = Object.fromEntries(older.map(bundle => [bundle.version, fingerprint(bundle)]))
  expect(now, 'keep the policy as it was below `as` in the file of the bundle').toEqual(released)
})

test('every bundle is pinned by some cluster: one that is not can go', () => {
  const pinned = fleet.clusters.flatMap(cluster =>
    policies.explain(cluster).flatMap(({ layers }) => layers.at(-1)!.value),
  )
  expect(new Set(pinned)).toEqual(new Set(bundles.map(({ version }) => version)))
})
