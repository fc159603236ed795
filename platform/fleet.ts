import type { Cluster } from '../lib/fleet/cluster.ts'
import type { Fleet, Profile } from '../lib/fleet/fleet.ts'
import { argoCd } from './argo-cd/argo-cd.ts'
import { argoCdAccess } from './argo-cd/argo-cd-access.ts'
import { deliveredClusters } from './argo-cd/delivered-clusters.ts'
import { certManager } from './cert-manager/cert-manager.ts'
import { issuers } from './cert-manager/issuers.ts'
import { dev, local, production, staging } from './environments.ts'
import { envoyGateway } from './envoy-gateway/envoy-gateway.ts'
import { gateway } from './envoy-gateway/gateway.ts'
import { externalSecrets } from './external-secrets/external-secrets.ts'
import { secretStore } from './external-secrets/secret-store.ts'
import { flagger } from './flagger/flagger.ts'
import { loadTester } from './flagger/load-tester.ts'
import { flux } from './flux/flux.ts'
import { fluxMonitors } from './flux/flux-monitors.ts'
import { fluxOperator } from './flux/flux-operator.ts'
import { kubePrometheusStack } from './kube-prometheus-stack/kube-prometheus-stack.ts'
import { prometheusOperatorCrds } from './kube-prometheus-stack/prometheus-operator-crds.ts'
import { kyverno } from './kyverno/kyverno.ts'
import { metricsServer } from './metrics-server/metrics-server.ts'
import { policies } from './policies/policies.ts'

/** What every app may count on, on a laptop too. */
const essentials = [
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
const operations = [kubePrometheusStack, flagger, loadTester]
const fluxItself = [fluxOperator, flux, fluxMonitors]
const argoCdItself = [argoCd, argoCdAccess]

const small: Profile = { name: 'small', components: [...essentials, ...fluxItself] }
const fullFlux: Profile = { name: 'full-flux', components: [...essentials, ...operations, ...fluxItself] }
const fullArgoCd: Profile = { name: 'full-argocd', components: [...essentials, ...operations, ...argoCdItself] }
/** For a cluster whose Argo CD delivers others too. */
const hub: Profile = { name: 'hub', components: [...essentials, ...operations, ...argoCdItself, deliveredClusters] }
/** For a cluster that is delivered from a hub: it runs no engine. */
const fullDelivered: Profile = { name: 'full-delivered', components: [...essentials, ...operations] }

const laptop: Cluster = {
  name: 'local',
  environment: local,
  region: 'local',
  cloud: 'kind',
  engine: 'flux',
  kubernetes: '1.36',
  domain: 'local.acme.internal',
  profile: small.name,
}

const development: Cluster = {
  name: 'dev',
  environment: dev,
  region: 'eu-west-1',
  cloud: 'aws',
  engine: 'flux',
  kubernetes: '1.36',
  domain: 'dev.acme.internal',
  profile: fullFlux.name,
  traffic: 'gatewayapi:v1',
}

const rehearsal: Cluster = {
  name: 'staging',
  environment: staging,
  region: 'eu-west-1',
  cloud: 'aws',
  engine: 'argocd',
  kubernetes: '1.36',
  domain: 'staging.acme.internal',
  profile: fullArgoCd.name,
  traffic: 'gatewayapi:v1',
}

const europe: Cluster = {
  name: 'prod-eu',
  environment: production,
  region: 'eu-west-1',
  cloud: 'aws',
  engine: 'argocd',
  kubernetes: '1.35',
  domain: 'eu.acme.internal',
  profile: hub.name,
  traffic: 'gatewayapi:v1',
}

const america: Cluster = {
  name: 'prod-us',
  environment: production,
  region: 'us-east-1',
  cloud: 'aws',
  engine: 'argocd',
  hub: europe.name,
  kubernetes: '1.35',
  domain: 'us.acme.internal',
  profile: fullDelivered.name,
  traffic: 'gatewayapi:v1',
}

export const fleet: Fleet = {
  git: { repository: 'https://github.com/acme/platform.git', branch: 'main', path: 'dist' },
  environments: [local, dev, staging, production],
  profiles: [small, fullFlux, fullArgoCd, hub, fullDelivered],
  clusters: [laptop, development, rehearsal, europe, america],
}
