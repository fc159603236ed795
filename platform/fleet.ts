import type { Cluster } from '../lib/fleet/cluster.ts'
import type { Fleet, Profile } from '../lib/fleet/fleet.ts'
import { argoCdItself, essentials, fluxItself, hub, operations } from './components.ts'
import { dev, local, production, staging } from './environments.ts'
import { branch, repository } from './repository.ts'

const small: Profile = { name: 'small', components: [...essentials, ...fluxItself] }
const fullFlux: Profile = { name: 'full-flux', components: [...essentials, ...operations, ...fluxItself] }
const fullArgoCd: Profile = { name: 'full-argocd', components: [...essentials, ...operations, ...argoCdItself] }
const fullHub: Profile = { name: 'full-hub', components: [...fullArgoCd.components, ...hub] }
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
  profile: fullHub.name,
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
  git: { repository: `${repository}.git`, branch, path: 'dist' },
  environments: [local, dev, staging, production],
  profiles: [small, fullFlux, fullArgoCd, fullHub, fullDelivered],
  clusters: [laptop, development, rehearsal, europe, america],
}
