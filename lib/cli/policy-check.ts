import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { defineCommand } from 'citty'
import { dump } from 'js-yaml'
import { findingOf, judgeTree, type JudgeTreeOptions, type VerdictRow } from '../policy/judge-tree.ts'
import { formats, report } from './report/report.ts'
import { loadPolicies } from '../policy/load-policies.ts'
import { nameOf, namespaceOf } from '../policy/context.ts'
import { policyReports } from '../policy/policy-report.ts'
import { readTree, type LocatedObject } from '../policy/read-tree.ts'
import { stdoutScreen } from './report/screen.ts'
import type { Finding } from '../finding/finding.ts'
import type { Manifest } from '../manifest/manifest.ts'

const reports = ['openreports', 'policyreport'] as const
const everyFormat = [...formats, ...reports]
type AnyFormat = (typeof everyFormat)[number]

export const policyCheck = defineCommand({
  meta: { name: 'check', description: 'Judge a folder of YAML by policies, as admission would' },
  args: {
    path: {
      type: 'positional',
      description: 'Folder or file to judge, - for standard input',
      default: 'dist',
      required: false,
    },
    policy: {
      type: 'string',
      valueHint: 'path',
      description: 'Folder or file of policies; otherwise those in the folder',
    },
    format: { type: 'enum', options: everyFormat, default: 'text', description: 'How verdicts are written' },
    now: { type: 'string', valueHint: 'time', description: 'Time to judge at, RFC 3339; the present otherwise' },
    user: { type: 'string', valueHint: 'name', description: 'User who applies the objects' },
    defaults: { type: 'boolean', default: true, description: 'Fill in fields as the API server does' },
  },
  run({ args }) {
    const options = {
      now: args.now ?? new Date().toISOString(),
      defaults: args.defaults,
      ...(args.user !== undefined && { userInfo: { username: args.user } }),
    }
    const checked = checkByPolicies(args.path, args.policy, options)
    process.stdout.write(checkReport(checked, args.format as AnyFormat))
    process.stderr.write(`${checkSummary(checked)}\n`)
    if (checked.findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
  },
})

export interface PolicyCheck {
  readonly objects: number
  readonly policies: readonly { readonly name: string }[]
  readonly rows: readonly VerdictRow[]
  /** What fails, cannot be judged or cannot be read. */
  readonly findings: readonly Finding[]
}

/**
 * Judges what is at a path by the policies at another one, or by those among what is judged. Of our dist, each cluster
 * is judged on its own, by its own policies.
 */
export function checkByPolicies(path: string, policyPath: string | undefined, options: JudgeTreeOptions): PolicyCheck {
  const checks = clustersIn(path).map(folder => checkOne(folder, policyPath, options))
  return {
    objects: checks.reduce((sum, { objects }) => sum + objects, 0),
    policies: [...new Map(checks.flatMap(({ policies }) => policies).map(policy => [policy.name, policy])).values()],
    rows: checks.flatMap(({ rows }) => rows),
    findings: checks.flatMap(({ findings }) => findings),
  }
}

/** The folders of a dist's clusters, which are those with a `delivery` folder; the path itself where it is no dist. */
function clustersIn(path: string): readonly string[] {
  const found = globSync('*/delivery/', { cwd: path === '-' ? '/dev/null' : path }).map(folder =>
    join(path, dirname(folder)),
  )
  return found.length > 0 ? found.sort() : [path]
}

function checkOne(path: string, policyPath: string | undefined, options: JudgeTreeOptions): PolicyCheck {
  const tree = readTree(path)
  const source = policyPath === undefined ? tree : readTree(policyPath)
  const { policies, findings: broken } = policiesIn(source.objects)
  const rows = judgeTree(tree.objects, policies, options)
  const read = [...tree.findings, ...(source === tree ? [] : source.findings)]
  const none: readonly Finding[] = policies.length > 0 || broken.length > 0 ? [] : [noPolicies(policyPath ?? path)]
  const failing = rows.map(findingOf).filter(finding => finding !== undefined)
  return { objects: tree.objects.length, policies, rows, findings: [...read, ...broken, ...none, ...failing] }
}

function policiesIn(objects: readonly LocatedObject[]) {
  const paths = new Map(objects.map(({ object, path }) => [object, path]))
  const manifests = objects.map(({ object }) => object as unknown as Manifest)
  return loadPolicies(manifests, { pathOf: manifest => paths.get(manifest) ?? '' })
}

/** A check by no policy would always pass. */
function noPolicies(path: string): Finding {
  return {
    rule: 'policy-input',
    severity: 'error',
    path,
    message: 'holds no policies to judge by',
    fix: 'name some with --policy',
  }
}

export function checkReport({ rows, findings, policies }: PolicyCheck, format: AnyFormat): string {
  if (format === 'openreports' || format === 'policyreport') {
    return policyReports(rows, format)
      .map(manifest => `---\n${dump(manifest, { noRefs: true })}`)
      .join('')
  }
  if (format === 'json') return `${JSON.stringify(rows.map(rowOf), null, 2)}\n`
  const rules = policies.map(({ name }) => ({ id: name, severity: 'error' as const, description: `policy ${name}` }))
  return report(findings, format, { rules, screen: stdoutScreen() })
}

function rowOf({ path, object, verdict: { policy, status, message, expression, exceptions } }: VerdictRow) {
  const namespace = namespaceOf(object)
  return {
    path,
    kind: object.kind,
    ...(namespace !== '' && { namespace }),
    name: nameOf(object),
    policy: policy.name,
    policyKind: policy.kind,
    status,
    message,
    ...(expression && { expression }),
    ...(exceptions && { exceptions }),
  }
}

function checkSummary({ objects, policies, rows }: PolicyCheck): string {
  const count = (status: string) => rows.filter(({ verdict }) => verdict.status === status).length
  const counts = ['pass', 'fail', 'error', 'skip'].map(status => `${count(status)} ${status}`).join(', ')
  return `judged ${objects} objects by ${policies.length} policies: ${counts}`
}
