/** When an API version of a kind came, was deprecated and went, by Kubernetes minor version. */
export interface ApiLifetime {
  readonly since?: number
  readonly deprecated?: number
  readonly removed?: number
  /** What to write instead. */
  readonly instead: string
}

/** Kinds of one apiVersion that share their lifetime. */
interface Row extends ApiLifetime {
  readonly apiVersion: string
  readonly kinds: readonly string[]
}

const workloads = ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet']
const webhooks = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']
const flow = ['FlowSchema', 'PriorityLevelConfiguration']
const roles = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']
const storage = ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment']
const admission = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']
const mutation = ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding']

/** @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const rows: readonly Row[] = [
  ...['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'].map(apiVersion => ({
    apiVersion,
    kinds: workloads,
    removed: 16,
    instead: 'apps/v1',
  })),
  { apiVersion: 'extensions/v1beta1', kinds: ['NetworkPolicy'], removed: 16, instead: 'networking.k8s.io/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['Ingress'], removed: 22, instead: 'gateway.networking.k8s.io/v1' },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['Ingress', 'IngressClass'],
    removed: 22,
    instead: 'networking.k8s.io/v1',
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1beta1',
    kinds: webhooks,
    removed: 22,
    instead: 'admissionregistration.k8s.io/v1',
  },
  {
    apiVersion: 'apiextensions.k8s.io/v1beta1',
    kinds: ['CustomResourceDefinition'],
    removed: 22,
    instead: 'apiextensions.k8s.io/v1',
  },
  {
    apiVersion: 'apiregistration.k8s.io/v1beta1',
    kinds: ['APIService'],
    removed: 22,
    instead: 'apiregistration.k8s.io/v1',
  },
  {
    apiVersion: 'certificates.k8s.io/v1beta1',
    kinds: ['CertificateSigningRequest'],
    removed: 22,
    instead: 'certificates.k8s.io/v1',
  },
  { apiVersion: 'coordination.k8s.io/v1beta1', kinds: ['Lease'], removed: 22, instead: 'coordination.k8s.io/v1' },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1beta1',
    kinds: roles,
    removed: 22,
    instead: 'rbac.authorization.k8s.io/v1',
  },
  { apiVersion: 'scheduling.k8s.io/v1beta1', kinds: ['PriorityClass'], removed: 22, instead: 'scheduling.k8s.io/v1' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: storage, removed: 22, instead: 'storage.k8s.io/v1' },
  { apiVersion: 'batch/v1beta1', kinds: ['CronJob'], removed: 25, instead: 'batch/v1' },
  { apiVersion: 'discovery.k8s.io/v1beta1', kinds: ['EndpointSlice'], removed: 25, instead: 'discovery.k8s.io/v1' },
  { apiVersion: 'events.k8s.io/v1beta1', kinds: ['Event'], removed: 25, instead: 'events.k8s.io/v1' },
  { apiVersion: 'node.k8s.io/v1beta1', kinds: ['RuntimeClass'], removed: 25, instead: 'node.k8s.io/v1' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodDisruptionBudget'], removed: 25, instead: 'policy/v1' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], removed: 25, instead: 'Pod Security Admission labels' },
  { apiVersion: 'autoscaling/v2beta1', kinds: ['HorizontalPodAutoscaler'], removed: 25, instead: 'autoscaling/v2' },
  { apiVersion: 'autoscaling/v2beta2', kinds: ['HorizontalPodAutoscaler'], removed: 26, instead: 'autoscaling/v2' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: ['CSIStorageCapacity'], removed: 27, instead: 'storage.k8s.io/v1' },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta1',
    kinds: flow,
    removed: 26,
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2',
    kinds: flow,
    removed: 29,
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kinds: flow,
    removed: 32,
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1beta1',
    kinds: admission,
    removed: 34,
    instead: 'admissionregistration.k8s.io/v1',
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kinds: admission,
    since: 30,
    instead: 'admissionregistration.k8s.io/v1beta1',
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kinds: mutation,
    since: 36,
    instead: 'admissionregistration.k8s.io/v1beta1',
  },
  { apiVersion: 'v1', kinds: ['Endpoints'], deprecated: 33, instead: 'discovery.k8s.io/v1 EndpointSlice' },
  { apiVersion: 'v1', kinds: ['ComponentStatus'], deprecated: 19, instead: 'the health endpoints of the components' },
]

const byKind = new Map(rows.flatMap(row => row.kinds.map(kind => [`${row.apiVersion} ${kind}`, row] as const)))

/** What is known of one kind in one version; undefined where it is simply served. */
export function apiLifetime({ apiVersion, kind }: { apiVersion: string; kind: string }): ApiLifetime | undefined {
  return byKind.get(`${apiVersion} ${kind}`)
}
