import { requireRouteHostname } from './require-route-hostname.ts'
import { requireRouteTimeout } from './require-route-timeout.ts'
import { requireSharedGateway } from './require-shared-gateway.ts'
import { requireTlsSection } from './require-tls-section.ts'
import { restrictGateways } from './restrict-gateways.ts'
import { restrictReferenceGrants } from './restrict-reference-grants.ts'

/** Routes on the shared Gateway. */
export const gateway = [
  restrictGateways,
  requireRouteHostname,
  requireSharedGateway,
  requireTlsSection,
  requireRouteTimeout,
  restrictReferenceGrants,
]
