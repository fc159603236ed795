import { nameOf, namespaceOf } from './context.ts'
import type { AnyObject } from './request.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Status } from './policy.ts'
import type { VerdictRow } from './judge-tree.ts'

/** `openreports`: openreports.io/v1alpha1 Report; `policyreport`: its forerunner wgpolicyk8s.io/v1alpha2 PolicyReport. */
export type ReportFlavour = 'openreports' | 'policyreport'

const flavours = {
  openreports: { apiVersion: 'openreports.io/v1alpha1', kind: 'Report' },
  policyreport: { apiVersion: 'wgpolicyk8s.io/v1alpha2', kind: 'PolicyReport' },
} as const

const results = ['pass', 'fail', 'warn', 'error', 'skip'] as const

/** One report for each namespace, and one for what lives in none. @see https://github.com/openreports/reports-api */
export function policyReports(rows: readonly VerdictRow[], flavour: ReportFlavour): readonly Manifest[] {
  const byNamespace = Map.groupBy(rows, ({ object }) => namespaceOf(object))
  return [...byNamespace]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, some]) => reportOf(namespace, some, flavour))
}

function reportOf(namespace: string, rows: readonly VerdictRow[], flavour: ReportFlavour): Manifest {
  const { apiVersion, kind } = flavours[flavour]
  const list = rows.map(resultOf)
  const summary = Object.fromEntries(
    results.map(result => [result, list.filter(entry => entry.result === result).length]),
  )
  return {
    apiVersion,
    kind: namespace === '' ? `Cluster${kind}` : kind,
    metadata: {
      name: 'waybill',
      ...(namespace !== '' && { namespace }),
      labels: { 'app.kubernetes.io/managed-by': 'waybill' },
    },
    ...(flavour === 'openreports' && { source: 'waybill' }),
    summary,
    results: list,
  }
}

/** A policy whose failures are not scored, or only warned of, reports a warning. */
function resultFor(status: Status, { scored, warns }: { readonly scored: boolean; readonly warns: boolean }): string {
  return status === 'fail' && (!scored || warns) ? 'warn' : status
}

function resultOf({ object, verdict }: VerdictRow) {
  const { policy, status, message, auditAnnotations, exceptions } = verdict
  const annotations = policy.manifest.metadata.annotations ?? {}
  const scored = annotations['policies.kyverno.io/scored'] !== 'false'
  const [category, severity] = ['category', 'severity'].map(name => annotations[`policies.kyverno.io/${name}`])
  const properties = { ...auditAnnotations, ...(exceptions && { exceptions: exceptions.join(',') }) }
  return {
    source: 'waybill',
    policy: policy.namespace === undefined ? policy.name : `${policy.namespace}/${policy.name}`,
    result: resultFor(status, { scored, warns: policy.actions.length === 1 && policy.actions[0] === 'Warn' }),
    scored,
    message,
    ...(category !== undefined && { category }),
    ...(severity !== undefined && ['critical', 'high', 'medium', 'low', 'info'].includes(severity) && { severity }),
    resources: [reference(object)],
    ...(Object.keys(properties).length > 0 && { properties }),
  }
}

function reference(object: AnyObject) {
  const namespace = namespaceOf(object)
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: nameOf(object),
    ...(namespace !== '' && { namespace }),
  }
}
