import type { Finding } from '../../finding/finding.ts'
import { objectKey, objectTitle } from '../../manifest/object-key.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { VerdictRow } from '../../policy/judge-tree.ts'
import { configMap, deletion, generation, mutation, namespaceWeb } from '../example-policy.ts'
import { guardsOf, type Guards } from '../guards.ts'
import { objectFinding } from '../object-rule.ts'
import { overwrittenField } from '../overwritten-field.ts'
import type { Rule } from '../rule.ts'

const cluster = (...objects: ReturnType<typeof configMap>[]) => ({ files: { 'prod/platform/web': objects } })

/** What a policy writes over git, the engine writes back, and so on for ever. */
export const policyLeavesGit: Rule = {
  id: 'policy-leaves-git',
  lint: 28,
  severity: 'error',
  description: 'no policy changes a field that git owns, creates an object that git has, or deletes one',
  examples: {
    refused: [
      cluster(mutation("Object{data: Object.data{color: 'blue'}}"), configMap('web')),
      cluster(generation('web'), namespaceWeb, configMap('web')),
      cluster(deletion("object.metadata.name == 'web'"), configMap('web')),
    ],
    allowed: [
      cluster(mutation("Object{data: Object.data{size: '3'}}"), configMap('web')),
      cluster(generation('other'), namespaceWeb, configMap('web')),
      cluster(deletion("object.metadata.name == 'other'"), configMap('web')),
    ],
  },
  run: context => guardsOf(context).flatMap(guards => guards.rows.flatMap(row => conflicts(row, guards))),
}

function conflicts(row: VerdictRow, guards: Guards): Finding[] {
  const { verdict, path } = row
  const { policy, mutated, generated = [], status } = verdict
  const file = guards.fileOf(path)
  const found: string[] = []
  const field = mutated && overwrittenField(file.manifest, mutated)
  if (field !== undefined) found.push(`changes "${field}", which git owns`)
  const inGit = generated.filter(object => keysOf(guards).has(objectKey(object as Manifest)))
  found.push(...inGit.map(object => `creates ${objectTitle(object as Manifest)}, which is in git`))
  if (/DeletingPolicy$/.test(policy.kind) && status === 'pass') found.push('deletes it, though it is in git')
  return found.map(what =>
    objectFinding(file, policyLeavesGit, {
      message: `policy "${policy.name}" ${what}`,
      fix: 'narrow the policy with a match condition, or write it in git',
    }),
  )
}

const known = new WeakMap<Guards, ReadonlySet<string>>()

function keysOf(guards: Guards): ReadonlySet<string> {
  const keys = known.get(guards) ?? new Set(guards.tree.map(({ object }) => objectKey(object as Manifest)))
  known.set(guards, keys)
  return keys
}
