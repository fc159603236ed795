/** Whether objects of a kind live in a namespace. */
export type Scope = 'Namespaced' | 'Cluster'

const namespaced: Readonly<Record<string, string>> = {
  '': 'Binding ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  apps: 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'authorization.k8s.io': 'LocalSubjectAccessReview',
  autoscaling: 'HorizontalPodAutoscaler',
  batch: 'CronJob Job',
  'certificates.k8s.io': 'PodCertificateRequest',
  'coordination.k8s.io': 'Lease LeaseCandidate',
  'discovery.k8s.io': 'EndpointSlice',
  'events.k8s.io': 'Event',
  'networking.k8s.io': 'Ingress NetworkPolicy',
  policy: 'PodDisruptionBudget',
  'rbac.authorization.k8s.io': 'Role RoleBinding',
  'resource.k8s.io': 'ResourceClaim ResourceClaimTemplate',
  'scheduling.k8s.io': 'PodGroup Workload',
  'storage.k8s.io': 'CSIStorageCapacity',
}

const clusterScoped: Readonly<Record<string, string>> = {
  '': 'Namespace Node PersistentVolume',
  'admissionregistration.k8s.io':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io': 'CustomResourceDefinition',
  'apiregistration.k8s.io': 'APIService',
  'authentication.k8s.io': 'SelfSubjectReview TokenReview',
  'authorization.k8s.io': 'SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'certificates.k8s.io': 'CertificateSigningRequest ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
  'internal.apiserver.k8s.io': 'StorageVersion',
  'networking.k8s.io': 'IPAddress IngressClass ServiceCIDR',
  'node.k8s.io': 'RuntimeClass',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding',
  'resource.k8s.io': 'DeviceClass DeviceTaintRule ResourcePoolStatusRequest ResourceSlice',
  'scheduling.k8s.io': 'PriorityClass',
  'storage.k8s.io': 'CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass',
  'storagemigration.k8s.io': 'StorageVersionMigration',
}

const scopes = new Map<string, Scope>([...entries(namespaced, 'Namespaced'), ...entries(clusterScoped, 'Cluster')])

/**
 * Scope of a kind that every Kubernetes API server knows, by `group/Kind`; undefined for all others.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export function builtInScope(groupKind: string): Scope | undefined {
  return scopes.get(groupKind)
}

function entries(kindsOfGroup: Readonly<Record<string, string>>, scope: Scope): [groupKind: string, Scope][] {
  return Object.entries(kindsOfGroup).flatMap(([group, kinds]) =>
    kinds.split(' ').map((kind): [string, Scope] => [`${group}/${kind}`, scope]),
  )
}
