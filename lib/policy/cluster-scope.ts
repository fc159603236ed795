import { groupOf } from '../manifest/object-key.ts'
import type { AnyObject } from './request.ts'

/** Built-in kinds that live in no namespace, by group. */
const clusterScoped: Readonly<Record<string, string>> = {
  '': 'Namespace Node PersistentVolume ComponentStatus',
  'admissionregistration.k8s.io':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ' +
    'ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io': 'CustomResourceDefinition',
  'apiregistration.k8s.io': 'APIService',
  'authentication.k8s.io': 'TokenReview SelfSubjectReview',
  'authorization.k8s.io': 'SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'certificates.k8s.io': 'CertificateSigningRequest ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io': 'IngressClass IPAddress ServiceCIDR',
  'node.k8s.io': 'RuntimeClass',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding',
  'resource.k8s.io': 'DeviceClass ResourceSlice',
  'scheduling.k8s.io': 'PriorityClass',
  'storage.k8s.io': 'CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass',
  'policies.kyverno.io': 'ValidatingPolicy MutatingPolicy GeneratingPolicy DeletingPolicy ImageValidatingPolicy',
  'kyverno.io': 'ClusterPolicy ClusterCleanupPolicy GlobalContextEntry',
}

const known = new Set(
  Object.entries(clusterScoped).flatMap(([group, kinds]) => kinds.split(' ').map(kind => `${group}/${kind}`)),
)

/** `group/Kind` of the custom kinds that some CustomResourceDefinitions put in no namespace. */
export function clusterScopedKinds(definitions: readonly AnyObject[]): ReadonlySet<string> {
  const out = new Set<string>()
  for (const { kind, spec } of definitions) {
    const { group, scope, names } = (spec ?? {}) as { group?: string; scope?: string; names?: { kind?: string } }
    if (kind === 'CustomResourceDefinition' && scope === 'Cluster') out.add(`${group}/${names?.kind}`)
  }
  return out
}

/** Whether an object lives in no namespace; a custom kind does where nothing says otherwise. */
export function isClusterScoped(object: AnyObject, custom: ReadonlySet<string> = new Set()): boolean {
  const key = `${groupOf(String(object.apiVersion))}/${String(object.kind)}`
  return known.has(key) || custom.has(key)
}

/** The object as the API server would store it: in `default` where it names no namespace but lives in one. */
export function inNamespace(object: AnyObject, custom?: ReadonlySet<string>): AnyObject {
  const metadata = object.metadata as AnyObject
  if (metadata.namespace || isClusterScoped(object, custom)) return object
  return { ...object, metadata: { ...metadata, namespace: 'default' } }
}
