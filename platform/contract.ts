/** What the platform promises to tenants and apps: the only file of platform/ they may import. */
export { issuer } from './cert-manager/issuer.ts'
export { gatewayReference as gateway, ingressDomain, proxyNamespace } from './envoy-gateway/way-in.ts'
export { tenantSecrets } from './external-secrets/tenant-secrets.ts'
export { canaries } from './flagger/canaries.ts'
export { loadTest } from './flagger/load-test.ts'
export { monitoring } from './kube-prometheus-stack/monitoring.ts'
export { tenantLabel } from './labels.ts'
export { research, retail } from './organizations.ts'
export { runbook } from './runbook.ts'
export { defineTenant } from './tenancy.ts'
export {
  cache,
  certificate,
  database,
  defineKafka,
  defineScheduledJob,
  defineScoreWorkload,
  defineStatefulService,
  defineStaticSite,
  defineWebService,
  defineWorker,
} from './workloads/workloads.ts'
