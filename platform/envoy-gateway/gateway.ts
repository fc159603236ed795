import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate'
import type { IGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway'
import type { IGatewayClass } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GatewayClass'
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute'
import { ApiObject, type Chart } from 'cdk8s'
import type { Cluster } from '../../lib/fleet/cluster.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { issuer } from '../cert-manager/issuer.ts'
import { issuers } from '../cert-manager/issuers.ts'
import { local } from '../environments.ts'
import { platformLabels, tenantLabel } from '../labels.ts'
import { addNamespace } from '../namespace.ts'
import { replicated } from '../replicated.ts'
import { envoyGateway } from './envoy-gateway.ts'
import { addProxy, type ProxySettings } from './proxy.ts'
import { gatewayReference, platformGateway } from './way-in.ts'

const gatewayApi = 'gateway.networking.k8s.io/v1'
const gatewayClass = 'envoy'

const { default: one, environments } = replicated(3)

/** The way in: one Gateway for every team, so that certificates, limits and addresses are kept in one place. */
export const gateway = defineComponent<ProxySettings, object>({
  name: 'gateway',
  namespace: gatewayReference.namespace,
  after: [envoyGateway, issuers],
  settings: {
    default: { ...one, service: 'LoadBalancer' },
    environments: {
      ...environments,
      // Nobody hands out load balancers on a laptop, and a Gateway without address never becomes healthy.
      [local.name]: { service: 'NodePort' },
    },
  },
  build(chart, cluster, settings) {
    addNamespace(chart, gatewayReference.namespace, 'restricted')
    addProxy(chart, cluster, settings)
    addClass(chart)
    addGateway(chart, cluster)
    addCertificate(chart, gatewayReference.sectionName, cluster.domain)
    addCertificate(chart, platformGateway.sectionName, `platform.${cluster.domain}`)
    addRedirect(chart)
  },
})

function addClass(chart: Chart): void {
  new ApiObject(chart, 'class', {
    apiVersion: gatewayApi,
    kind: 'GatewayClass',
    metadata: { name: gatewayClass },
    spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
  } satisfies IGatewayClass)
}

function addGateway(chart: Chart, { domain }: Cluster): void {
  new ApiObject(chart, 'gateway', {
    apiVersion: gatewayApi,
    kind: gatewayReference.kind,
    metadata: { name: gatewayReference.name },
    spec: {
      gatewayClassName: gatewayClass,
      infrastructure: {
        parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: gatewayReference.name },
      },
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
        https(gatewayReference.sectionName, domain, { matchExpressions: [{ key: tenantLabel, operator: 'Exists' }] }),
        // Apart, so that no tenant can take the name of a platform service: the more specific listener wins.
        https(platformGateway.sectionName, `platform.${domain}`, { matchLabels: platformLabels }),
      ],
    },
  } satisfies IGateway)
}

type Listener = NonNullable<IGateway['spec']['listeners']>[number]
type NamespaceSelector = NonNullable<NonNullable<NonNullable<Listener['allowedRoutes']>['namespaces']>['selector']>

function https(name: string, domain: string, selector: NamespaceSelector): Listener {
  return {
    name,
    port: 443,
    protocol: 'HTTPS',
    hostname: `*.${domain}`,
    tls: { mode: 'Terminate', certificateRefs: [{ name: tlsSecret(name) }] },
    allowedRoutes: { namespaces: { from: 'Selector', selector } },
  }
}

function addCertificate(chart: Chart, listener: string, domain: string): void {
  new ApiObject(chart, `certificate-${listener}`, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: tlsSecret(listener) },
    spec: {
      secretName: tlsSecret(listener),
      dnsNames: [`*.${domain}`],
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['digital signature', 'server auth'],
      issuerRef: issuer,
    },
  } satisfies ICertificate)
}

function tlsSecret(listener: string): string {
  return `${gatewayReference.name}-${listener}-tls`
}

function addRedirect(chart: Chart): void {
  new ApiObject(chart, 'redirect', {
    apiVersion: gatewayApi,
    kind: 'HTTPRoute',
    metadata: { name: 'redirect-to-https' },
    spec: {
      parentRefs: [{ name: gatewayReference.name, sectionName: 'http' }],
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
    },
  } satisfies IHTTPRoute)
}
