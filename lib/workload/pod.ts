import { posix } from 'node:path'
import { Duration } from 'cdk8s'
import type {
  IContainer,
  IContainerPort,
  IEnvVar,
  IPodTemplateSpec,
  IProbe,
  IVolume,
  IVolumeMount,
} from 'kubernetes-models/v1'
import { contentHash } from './content-hash.ts'
import { instanceLabels, podLabels } from './labels.ts'
import type { Resources, WorkloadProps } from './workload-props.ts'

/** What the kind of workload adds to a pod. */
export interface PodParts {
  readonly environment: readonly IEnvVar[]
  readonly ports?: readonly IContainerPort[]
  readonly probes?: Readonly<Partial<Record<'startupProbe' | 'readinessProbe' | 'livenessProbe', IProbe>>>
  readonly mounts?: readonly IVolumeMount[]
  /** Label that tells a workload's revisions apart; absent where its pods are not spread over zones and nodes. */
  readonly spreadBy?: 'pod-template-hash' | 'controller-revision-hash'
  /** Whether something routes requests to the pod, so that it has to outlive its own removal from the endpoints. */
  readonly routed: boolean
}

const defaultUser = 65532
/** How long endpoints need to forget a pod, in seconds; it serves on meanwhile. */
const deregistration = 5

export type PodTemplate = Required<Pick<IPodTemplateSpec, 'metadata' | 'spec'>>

/** The pod of a workload: restricted, read-only, without a token. */
export function podTemplate(props: WorkloadProps, parts: PodParts): PodTemplate {
  const { site, files = {}, secrets = {}, drain = Duration.seconds(30) } = props
  const inputs = { ...(hasKeys(files) && { files }), ...(hasKeys(secrets) && { secrets }) }
  return {
    metadata: {
      labels: podLabels(props.name, site),
      // Changes with the files and the references to secrets and with nothing else, so that pods roll when those do.
      ...(hasKeys(inputs) && {
        annotations: { [`${site.tenant.tenancy.labelPrefix}/inputs-hash`]: contentHash(inputs) },
      }),
    },
    spec: {
      serviceAccountName: props.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: podSecurity(props.user),
      terminationGracePeriodSeconds: drain.toSeconds() + (parts.routed ? deregistration : 0),
      ...(parts.spreadBy && { topologySpreadConstraints: spread(props, parts.spreadBy) }),
      containers: [container(props, parts)],
      ...(volumes(props).length > 0 && { volumes: volumes(props) }),
    },
  }
}

function container(props: WorkloadProps, parts: PodParts): IContainer {
  const { image, command, args } = props
  const mounts = [...mountsOf(props), ...(parts.mounts ?? [])]
  return {
    name: props.name,
    image,
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    ...(parts.environment.length > 0 && { env: [...parts.environment] }),
    ...(parts.ports && { ports: [...parts.ports] }),
    resources: containerResources(props.resources),
    ...parts.probes,
    ...(parts.routed && { lifecycle: { preStop: { sleep: { seconds: deregistration } } } }),
    securityContext: containerSecurity,
    ...(mounts.length > 0 && { volumeMounts: mounts }),
  }
}

export function containerResources({ cpuMillis, memoryMi }: Resources = { cpuMillis: 100, memoryMi: 128 }) {
  const memory = `${memoryMi}Mi`
  return { requests: { cpu: `${cpuMillis}m`, memory }, limits: { memory } }
}

/** Pod Security Standards, level restricted, for the pod. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export function podSecurity(user = defaultUser) {
  const runtime = { type: 'RuntimeDefault' } as const
  return { runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user, seccompProfile: runtime }
}

export const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
}

/** The revision is part of the key, so that a rollout is spread by itself and old pods do not count. */
function spread({ name, site }: WorkloadProps, revision: string) {
  const { spread: whenUnsatisfiable } = site.standard
  return [
    { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable },
    { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' as const },
  ].map(constraint => ({
    ...constraint,
    maxSkew: 1,
    labelSelector: { matchLabels: instanceLabels(name) },
    matchLabelKeys: [revision],
  }))
}

function scratchOf({ scratch = ['/tmp'] }: WorkloadProps): { name: string; mountPath: string }[] {
  return scratch.map(mountPath => ({
    name: `scratch${mountPath.replaceAll(/[^a-z0-9]+/g, '-')}`.replace(/-$/, ''),
    mountPath,
  }))
}

function mountsOf(props: WorkloadProps): IVolumeMount[] {
  const files = Object.keys(props.files ?? {}).map(mountPath => ({
    name: 'files',
    mountPath,
    subPath: posix.basename(mountPath),
    readOnly: true,
  }))
  return [...scratchOf(props), ...files]
}

function volumes(props: WorkloadProps): IVolume[] {
  const scratch = scratchOf(props).map(volume => ({ name: volume.name, emptyDir: { sizeLimit: '256Mi' } }))
  return hasKeys(props.files ?? {})
    ? [...scratch, { name: 'files', configMap: { name: filesName(props.name) } }]
    : scratch
}

/** Name of the ConfigMap with the files of an app. */
export function filesName(name: string): string {
  return `${name}-files`
}

function hasKeys(record: object): boolean {
  return Object.keys(record).length > 0
}
