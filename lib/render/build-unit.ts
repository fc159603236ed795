import { ApiObject, App, Chart } from 'cdk8s'
import type { Manifest } from '../manifest/manifest.ts'
import type { Finding } from '../finding/finding.ts'
import { describePlaces, thrownAt } from '../unit/thrown-at.ts'
import type { Slot } from './place.ts'
import { readApiObject } from './read-object.ts'
import { unitFinding } from './unit-findings.ts'

export interface BuiltUnit {
  readonly manifests: readonly Manifest[]
  readonly findings: readonly Finding[]
}

/** What the definition of a unit makes on one cluster, as plain data. Its own `App`: cdk8s walks all charts of an App for each. */
export function buildUnit({ unit, cluster }: Pick<Slot, 'unit' | 'cluster'>): BuiltUnit {
  const findings: Finding[] = []
  const refuse = (rule: string, message: string, fix: string) =>
    findings.push({ ...unitFinding(unit, { rule, message, fix }), object: `${cluster.name}: unit ${unit.name}` })
  const app = new App({ outdir: '' })
  const chart = new Chart(app, unit.name, {
    disableResourceNameHashes: true,
    ...(unit.namespace === undefined ? {} : { namespace: unit.namespace }),
  })
  const manifests: Manifest[] = []
  try {
    unit.build(chart, cluster)
    for (const { node } of app.node.findAll()) {
      for (const problem of node.validate()) refuse('construct', ...whatAndFix(node.path, problem))
    }
    for (const construct of app.node.findAll()) {
      if (ApiObject.isApiObject(construct)) manifests.push(...manifestOf(construct, refuse))
    }
  } catch (error) {
    const thrown = thrownAt(error)
    refuse('throws', `throws ${describePlaces(thrown)}: ${thrown.message}`, 'fix the definition')
  }
  return { manifests, findings }
}

/** Our constructs say `what; what to do`; those of others say what only. */
function whatAndFix(path: string, problem: string): [message: string, fix: string] {
  const at = problem.lastIndexOf('; ')
  return at < 0
    ? [`[${path}] ${problem}`, `fix what the construct "${path}" is given`]
    : [`[${path}] ${problem.slice(0, at)}`, problem.slice(at + 2)]
}

function manifestOf(object: ApiObject, refuse: (rule: string, message: string, fix: string) => void): Manifest[] {
  const manifest = readApiObject(object, (field, problem) =>
    refuse('object', `${object.kind} at construct "${object.node.path}": field "${field}" ${problem}`, remedy(field)),
  )
  return manifest === undefined ? [] : [manifest]
}

function remedy(field: string): string {
  if (field === 'metadata.name') return 'set metadata.name: names are chosen, so that moving code renames nothing'
  if (field.endsWith('cdk8s.io/metadata.addr')) return 'select by a label that you set, e.g. app.kubernetes.io/name'
  return 'write plain JSON: text, number, true, false, null, list or object'
}
