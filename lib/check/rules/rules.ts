import type { Rule } from '../rule.ts'
import { alertRunbook } from './alert-runbook.ts'
import { appProjectWildcard } from './appproject-wildcard.ts'
import { canaryCollision, canaryMeasures, canaryPace, canaryProvider, canaryTarget } from './canary.ts'
import { chartRepository } from './chart-repository.ts'
import { credential } from './credential.ts'
import { defaultDeny } from './default-deny.ts'
import { deliveredPath } from './delivered-path.ts'
import { deployerMay } from './deployer-may.ts'
import { environmentPin } from './environment-pin.ts'
import { exactChartVersion } from './exact-chart-version.ts'
import { imageTag } from './image-tag.ts'
import { liveFleet } from './live-fleet.ts'
import { liveLayers } from './live-layers.ts'
import { namespaceFirst } from './namespace-first.ts'
import { noSelfInclusion } from './no-self-inclusion.ts'
import { noImageInversion } from './no-image-inversion.ts'
import { noVersionInversion } from './no-version-inversion.ts'
import { oneOwner } from './one-owner.ts'
import { oneVersion } from './one-version.ts'
import { oneWriter } from './one-writer.ts'
import { plainSecret } from './plain-secret.ts'
import { noPlaceholder } from './placeholder.ts'
import { providedKind } from './provided-kind.ts'
import { policyVerdict } from './policy-verdict.ts'
import { policyRollout } from './policy-rollout.ts'
import { policyLeavesGit } from './policy-leaves-git.ts'
import { policyExamples } from './policy-examples.ts'
import { liveException } from './live-exception.ts'
import { quotaFits } from './quota-fits.ts'
import { rbacEscalation } from './rbac-escalation.ts'
import { rbacWildcard } from './rbac-wildcard.ts'
import { secretData } from './secret-data.ts'
import { servedVersion } from './served-version.ts'
import { sloGate } from './slo-gate.ts'
import { agreeingSyncWindows } from './sync-windows.ts'
import { tenantNamespace } from './tenant-namespace.ts'
import { unusedValue } from './unused-value.ts'
import { webhookFirst } from './webhook-first.ts'
import { autoscalerWorks } from './autoscaler-works.ts'
import { backedUp } from './backed-up.ts'
import { budgetLeavesRoom } from './budget-leaves-room.ts'
import { hardenedPod } from './hardened-pod.ts'
import { knownHost } from './known-host.ts'
import { scrapedPort } from './scraped-port.ts'
import { selectorFindsPods } from './selector-finds-pods.ts'
import { withinBudget } from './within-budget.ts'

/** Every rule that `check` knows: ownership and order, security, workloads, API versions, tenants, releases and alerts. */
export const rules: readonly Rule[] = [
  oneOwner,
  noSelfInclusion,
  oneVersion,
  exactChartVersion,
  chartRepository,
  noVersionInversion,
  noImageInversion,
  liveLayers,
  liveFleet,
  deliveredPath,
  environmentPin,
  namespaceFirst,
  providedKind,
  webhookFirst,
  oneWriter,
  appProjectWildcard,
  secretData,
  credential,
  plainSecret,
  noPlaceholder,
  imageTag,
  hardenedPod,
  rbacWildcard,
  rbacEscalation,
  selectorFindsPods,
  knownHost,
  budgetLeavesRoom,
  autoscalerWorks,
  scrapedPort,
  backedUp,
  unusedValue,
  servedVersion,
  agreeingSyncWindows,
  tenantNamespace,
  deployerMay,
  defaultDeny,
  quotaFits,
  withinBudget,
  canaryTarget,
  canaryCollision,
  canaryPace,
  canaryMeasures,
  canaryProvider,
  alertRunbook,
  sloGate,
  policyVerdict,
  policyRollout,
  liveException,
  policyLeavesGit,
  policyExamples,
]
