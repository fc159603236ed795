/** A kind of object as admission sees it. `resource` is the plural name in the API, with a subresource where one is meant. */
export interface MatchableKind {
  readonly group: string
  readonly versions: readonly string[]
  readonly resource: string
}

const core = (resource: string): MatchableKind => ({ group: '', versions: ['v1'], resource })
const of =
  (group: string, versions: readonly string[] = ['v1']) =>
  (resource: string): MatchableKind => ({ group, versions, resource })

const apps = of('apps')
const batch = of('batch')
const rbac = of('rbac.authorization.k8s.io')
const networking = of('networking.k8s.io')
const gateway = of('gateway.networking.k8s.io')
const argo = of('argoproj.io', ['v1alpha1'])
const flagger = of('flagger.app', ['v1beta1'])
const monitoring = of('monitoring.coreos.com')

/** Every kind a policy may match, by the name people use; a misspelt kind does not compile. */
export const matchableKinds = {
  Pod: core('pods'),
  PodEphemeralContainers: core('pods/ephemeralcontainers'),
  PodExec: core('pods/exec'),
  Namespace: core('namespaces'),
  Service: core('services'),
  ServiceAccount: core('serviceaccounts'),
  ConfigMap: core('configmaps'),
  Secret: core('secrets'),
  PersistentVolume: core('persistentvolumes'),
  PersistentVolumeClaim: core('persistentvolumeclaims'),
  ResourceQuota: core('resourcequotas'),
  LimitRange: core('limitranges'),
  Deployment: apps('deployments'),
  StatefulSet: apps('statefulsets'),
  DaemonSet: apps('daemonsets'),
  ReplicaSet: apps('replicasets'),
  Job: batch('jobs'),
  CronJob: batch('cronjobs'),
  HorizontalPodAutoscaler: of('autoscaling', ['v2'])('horizontalpodautoscalers'),
  PodDisruptionBudget: of('policy')('poddisruptionbudgets'),
  Role: rbac('roles'),
  RoleBinding: rbac('rolebindings'),
  ClusterRole: rbac('clusterroles'),
  ClusterRoleBinding: rbac('clusterrolebindings'),
  NetworkPolicy: networking('networkpolicies'),
  Ingress: networking('ingresses'),
  Gateway: gateway('gateways'),
  HTTPRoute: gateway('httproutes'),
  GRPCRoute: gateway('grpcroutes'),
  ReferenceGrant: of('gateway.networking.k8s.io', ['v1', 'v1beta1'])('referencegrants'),
  Application: argo('applications'),
  ApplicationSet: argo('applicationsets'),
  AppProject: argo('appprojects'),
  Kustomization: of('kustomize.toolkit.fluxcd.io')('kustomizations'),
  HelmRelease: of('helm.toolkit.fluxcd.io', ['v2'])('helmreleases'),
  GitRepository: of('source.toolkit.fluxcd.io')('gitrepositories'),
  HelmRepository: of('source.toolkit.fluxcd.io')('helmrepositories'),
  OCIRepository: of('source.toolkit.fluxcd.io')('ocirepositories'),
  Canary: flagger('canaries'),
  MetricTemplate: flagger('metrictemplates'),
  AlertProvider: flagger('alertproviders'),
  ExternalSecret: of('external-secrets.io')('externalsecrets'),
  SecretStore: of('external-secrets.io')('secretstores'),
  ClusterSecretStore: of('external-secrets.io')('clustersecretstores'),
  Certificate: of('cert-manager.io')('certificates'),
  PrometheusRule: monitoring('prometheusrules'),
  ServiceMonitor: monitoring('servicemonitors'),
} as const satisfies Record<string, MatchableKind>

export type KindName = keyof typeof matchableKinds
export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
    readonly values?: readonly string[]
  }[]
}

export interface MatchProps {
  readonly kinds: readonly [KindName, ...KindName[]]
  /** @default CREATE and UPDATE */
  readonly operations?: readonly [Operation, ...Operation[]]
  /** @default every namespace */
  readonly namespaces?: LabelSelector
  /** @default every object; note that a selector turns autogen for pod controllers off */
  readonly objects?: LabelSelector
  /** Kinds left out although a wildcard would match them, or objects left out by name. @default none */
  readonly exclude?: readonly {
    readonly kinds: readonly [KindName, ...KindName[]]
    readonly names?: readonly string[]
  }[]
}

/**
 * `matchConstraints` of a policy: one rule per API group and version list, kinds in the order written.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/validating-admission-policy-v1/
 */
export function matchConstraints({ kinds, operations = ['CREATE', 'UPDATE'], ...rest }: MatchProps): object {
  return {
    resourceRules: resourceRules(kinds).map(rule => ({ ...rule, operations })),
    ...(rest.namespaces && { namespaceSelector: rest.namespaces }),
    ...(rest.objects && { objectSelector: rest.objects }),
    ...(rest.exclude && {
      excludeResourceRules: rest.exclude.flatMap(({ kinds, names }) =>
        resourceRules(kinds).map(rule => ({ ...rule, operations, ...(names && { resourceNames: names }) })),
      ),
    }),
  }
}

function resourceRules(kinds: readonly KindName[]): object[] {
  const rules = new Map<string, { apiGroups: string[]; apiVersions: readonly string[]; resources: string[] }>()
  for (const kind of kinds) {
    const { group, versions, resource } = matchableKinds[kind]
    const key = `${group}/${versions.join(',')}`
    const rule = rules.get(key) ?? { apiGroups: [group], apiVersions: versions, resources: [] }
    rule.resources.push(resource)
    rules.set(key, rule)
  }
  return [...rules.values()]
}

/** Groups and resources of some kinds as RBAC has them, without versions. */
export function resourcesOf(kinds: readonly KindName[]): readonly { apiGroups: string[]; resources: string[] }[] {
  const groups = Map.groupBy(kinds, kind => matchableKinds[kind].group)
  return [...groups].map(([group, kinds]) => ({
    apiGroups: [group],
    resources: kinds.map(kind => matchableKinds[kind].resource),
  }))
}
