import type { Finding, Severity } from '../../finding/finding.ts'
import { acts } from '../../policy/acts.ts'
import { asksRegistry } from '../../policy/left-open.ts'
import type { Policy } from '../../policy/policy.ts'
import type { VerdictRow } from '../../policy/judge-tree.ts'
import { configMap, exception, teamPolicy } from '../example-policy.ts'
import { guardsOf, type Guards } from '../guards.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

const id = 'policy-verdict'
const cluster = (...objects: ReturnType<typeof configMap>[]) => ({ files: { 'prod/platform/web': objects } })

/** What admission would say, said before anything is merged. */
export const policyVerdict: Rule = {
  id,
  severity: 'error',
  description:
    'every object passes the policies that guard its cluster: a refusal is an error, anything else a warning',
  examples: {
    refused: [
      cluster(teamPolicy('Deny'), configMap('web')),
      cluster(teamPolicy('Audit'), configMap('web')),
      cluster({ ...teamPolicy('Deny'), spec: { validations: [{ expression: 'object.' }] } }),
      cluster(teamPolicy('Deny'), exception("object.metadata.name == 'other'"), configMap('web')),
    ],
    allowed: [
      cluster(teamPolicy('Deny'), configMap('web', { team: 'web' })),
      cluster(teamPolicy('Deny'), exception("object.metadata.name == 'web'"), configMap('web')),
      { files: { 'staging/platform/policies': [teamPolicy('Deny')], 'prod/platform/web': [configMap('web')] } },
    ],
  },
  run: context => guardsOf(context).flatMap(guards => [...brokenPolicies(guards), ...refusals(guards)]),
}

function brokenPolicies({ findings, fileOf }: Guards): Finding[] {
  return findings.map(({ path, message, fix }) => objectFinding(fileOf(path), policyVerdict, { message, fix }))
}

function refusals({ rows, fileOf }: Guards): Finding[] {
  return rows.filter(isRefusal).map(row => {
    const { path, verdict } = row
    const { policy, message } = verdict
    const severity = severityOf(policy)
    const says = verdict.status === 'error' ? 'cannot be judged by' : severity === 'error' ? 'is refused by' : 'breaks'
    return objectFinding(
      fileOf(path),
      { id, severity },
      {
        message: `${says} policy "${policy.name}": ${message.replaceAll(/\s*\n\s*/g, ' ')}`,
        fix: `do so, or grant an exception (waybill policy explain ${policy.name} FILE shows why)`,
      },
    )
  })
}

/** A refusal stops the deployment; a breach of a low-severity policy that only reports is advice. */
function severityOf({ actions, manifest }: Policy): Severity {
  if (actions.includes('Deny')) return 'error'
  return manifest.metadata.annotations?.['policies.kyverno.io/severity'] === 'low' ? 'info' : 'warning'
}

function isRefusal({ verdict: { status, policy } }: VerdictRow): boolean {
  if (acts(policy)) return false
  return status === 'fail' || (status === 'error' && !asksRegistry(policy))
}
