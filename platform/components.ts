import type { Unit } from '../lib/unit/unit.ts'
import { atlasOperator } from './atlas-operator/atlas-operator.ts'
import { barmanCloud } from './cloudnative-pg/barman-cloud.ts'
import { cloudNativePg } from './cloudnative-pg/cloudnative-pg.ts'
import { keda } from './keda/keda.ts'
import { strimzi } from './strimzi/strimzi.ts'
import { argoCd } from './argo-cd/argo-cd.ts'
import { argoCdAccess } from './argo-cd/argo-cd-access.ts'
import { deliveredClusters } from './argo-cd/delivered-clusters.ts'
import { certManager } from './cert-manager/cert-manager.ts'
import { issuers } from './cert-manager/issuers.ts'
import { envoyGateway } from './envoy-gateway/envoy-gateway.ts'
import { gateway } from './envoy-gateway/gateway.ts'
import { externalSecrets } from './external-secrets/external-secrets.ts'
import { secretStore } from './external-secrets/secret-store.ts'
import { flagger } from './flagger/flagger.ts'
import { loadTester } from './flagger/load-tester.ts'
import { flux } from './flux/flux.ts'
import { fluxMonitors } from './flux/flux-monitors.ts'
import { fluxOperator } from './flux/flux-operator.ts'
import { kubeGreen } from './kube-green/kube-green.ts'
import { kubePrometheusStack } from './kube-prometheus-stack/kube-prometheus-stack.ts'
import { prometheusOperatorCrds } from './kube-prometheus-stack/prometheus-operator-crds.ts'
import { kyverno } from './kyverno/kyverno.ts'
import { metricsServer } from './metrics-server/metrics-server.ts'
import { codeHost } from './previews/code-host.ts'
import { policies } from './policies/policies.ts'

/** What every app may count on, on a laptop too. */
export const essentials: readonly Unit[] = [
  prometheusOperatorCrds,
  certManager,
  externalSecrets,
  secretStore,
  issuers,
  metricsServer,
  kyverno,
  policies,
  envoyGateway,
  gateway,
]

/** What apps need beside their own pods: something that scales them by queues, databases, message brokers. */
const data: readonly Unit[] = [keda, cloudNativePg, barmanCloud, atlasOperator, strimzi]

/** What it takes to run apps for others: on every cluster but a laptop. */
export const operations: readonly Unit[] = [kubePrometheusStack, kubeGreen, flagger, loadTester, codeHost, ...data]

export const fluxItself: readonly Unit[] = [fluxOperator, flux, fluxMonitors]

export const argoCdItself: readonly Unit[] = [argoCd, argoCdAccess]

/** What an Argo CD needs that delivers other clusters too. */
export const hub: readonly Unit[] = [deliveredClusters]

/** Every component there is; a cluster's profile says which of them it runs. */
export const components: readonly Unit[] = [...essentials, ...operations, ...argoCdItself, ...hub, ...fluxItself]
