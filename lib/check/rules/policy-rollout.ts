import type { Finding } from '../../finding/finding.ts'
import { rolloutProblems } from '../../kyverno/rollout.ts'
import { groupKind } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import type { CheckContext } from '../context.ts'
import { exampleCluster, exampleFleet, exampleUnit, type Example } from '../example.ts'
import { teamPolicy } from '../example-policy.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

const since = (audit: string, deny: string) => ({ 'waybill.dev/audit-since': audit, 'waybill.dev/action-since': deny })
type Policy = ReturnType<typeof teamPolicy>

const clusters = ['staging', 'prod'].map(name => {
  const cluster = exampleCluster(name)
  return { ...cluster, environment: { ...cluster.environment, policyAction: 'Deny' as const } }
})

const on = (staging: Policy, prod: Policy): Example => {
  const units = [exampleUnit({ name: 'web' })]
  const files = { 'staging/platform/web': [staging], 'prod/platform/web': [prod] }
  return { units, files, fleet: exampleFleet(clusters, units) }
}

/** A policy that begins by refusing stops deployments that were fine the day before. */
export const policyRollout: Rule = {
  id: 'policy-rollout',
  lint: 27,
  severity: 'error',
  description:
    'a policy refuses only after it has reported for two weeks, and in production only what it refuses before it',
  examples: {
    refused: [
      on(teamPolicy('Audit'), teamPolicy('Deny')),
      on(teamPolicy('Deny', since('2026-06-01', '2026-06-05')), teamPolicy('Audit')),
      on(teamPolicy('Deny', since('', '')), teamPolicy('Audit')),
    ],
    allowed: [on(teamPolicy('Deny'), teamPolicy('Audit')), on(teamPolicy('Deny'), teamPolicy('Deny'))],
  },
  run: context => [
    ...denying(context).flatMap(file => hasty(file)),
    ...denying(context).flatMap(file => untried(file, context)),
  ],
}

const kinds = ['ValidatingPolicy', 'ImageValidatingPolicy'].flatMap(kind => [kind, `Namespaced${kind}`])
const refusingKinds = kinds.map(kind => `policies.kyverno.io/${kind}`)

function denying({ ofKind }: CheckContext): RenderedFile[] {
  return ofKind(...refusingKinds).filter(file => denies(file))
}

function denies({ manifest }: RenderedFile): boolean {
  const { validationActions = ['Deny'] } = manifest.spec as { readonly validationActions?: readonly string[] }
  return validationActions.includes('Deny')
}

function hasty(file: RenderedFile): Finding[] {
  const annotations = file.manifest.metadata.annotations ?? {}
  const audit = annotations['waybill.dev/audit-since'] ?? ''
  const deny = { [file.cluster]: annotations['waybill.dev/action-since'] ?? '' }
  return rolloutProblems({ audit, deny }).map(message =>
    objectFinding(file, policyRollout, { message, fix: 'define it with a rollout that reports first' }),
  )
}

/** A policy of this name on a cluster of an earlier environment that lets through what is refused here. */
function untried(file: RenderedFile, { fleet, ofKind }: CheckContext): Finding[] {
  const order = new Map(fleet.environments.map(({ name }, i) => [name, i]))
  const environmentOf = new Map(fleet.clusters.map(({ name, environment }) => [name, environment]))
  const here = environmentOf.get(file.livesOn)!
  const before = ofKind(groupKind(file.manifest)).filter(({ livesOn, manifest }) => {
    const there = environmentOf.get(livesOn)!
    const earlier = order.get(there.name)! < order.get(here.name)!
    return earlier && there.policyAction === 'Deny' && manifest.metadata.name === file.manifest.metadata.name
  })
  if (before.length === 0 || before.some(denies)) return []
  const fix = `deny it in ${environmentOf.get(before[0]!.livesOn)!.name} first`
  return [objectFinding(file, policyRollout, { message: 'refuses what no environment before refuses', fix })]
}
