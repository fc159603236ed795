import type { Manifest } from '../../manifest/manifest.ts'
import { field, items, text } from '../../manifest/field.ts'
import { objectRule } from '../object-rule.ts'
import { podTemplateOf } from '../pod-template.ts'
import type { Problem } from '../rule.ts'

const probe = { httpGet: { path: '/', port: 8080 } }
const container = {
  name: 'web',
  image: 'web:1.0.0',
  resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { memory: '1Mi' } },
  readinessProbe: probe,
  livenessProbe: probe,
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
}
const pod = {
  serviceAccountName: 'web',
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [container],
}
const workload = (spec: object, kind = 'Deployment') => ({
  files: { 'prod/apps/web': [{ apiVersion: 'apps/v1', kind, spec: { template: { spec } } }] },
})
const changed = (change: object) => workload({ ...pod, containers: [{ ...container, ...change }] })

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const hardenedPod = objectRule({
  id: 'hardened-pod',
  lint: 16,
  severity: 'error',
  waivable: true,
  description: 'a workload says what it needs, is probed, and runs with no right that it does not use',
  examples: {
    refused: [
      workload({ ...pod, serviceAccountName: 'default' }),
      workload({ ...pod, automountServiceAccountToken: true }),
      workload({ ...pod, securityContext: {} }),
      workload({ ...pod, hostNetwork: true }),
      changed({ resources: {} }),
      changed({ livenessProbe: undefined }),
      changed({ securityContext: { ...container.securityContext, readOnlyRootFilesystem: false } }),
      changed({
        securityContext: { ...container.securityContext, capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] } },
      }),
      workload({ ...pod, initContainers: [{ name: 'init', image: 'web:1.0.0' }] }),
    ],
    allowed: [
      workload(pod),
      workload({ ...pod, containers: [{ ...container, readinessProbe: undefined, livenessProbe: undefined }] }, 'Job'),
    ],
  },
  *look({ manifest }) {
    const template = podTemplateOf(manifest)
    if (template === undefined) return
    const spec = field(template, 'spec')
    yield* podProblems(spec)
    for (const list of ['initContainers', 'containers']) {
      for (const item of items(spec, list)) {
        for (const [missing, fix] of containerProblems(item, spec, isProbed(manifest, list))) {
          yield { message: `container "${text(item, 'name')}" ${missing}`, fix }
        }
      }
    }
  },
})

/** Only what runs on can be asked how it is. */
function isProbed({ kind }: Manifest, list: string): boolean {
  return list === 'containers' && kind !== 'Job' && kind !== 'CronJob' && kind !== 'Pod'
}

function* podProblems(spec: unknown): Iterable<Problem> {
  const account = text(spec, 'serviceAccountName')
  if (account === undefined || account === 'default') {
    yield { message: 'runs as the ServiceAccount of everybody', fix: 'set serviceAccountName to one of its own' }
  }
  if (field(spec, 'automountServiceAccountToken') !== false) {
    yield { message: 'mounts a token for the API server', fix: 'set automountServiceAccountToken: false' }
  }
  for (const host of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (field(spec, host) === true) yield { message: `shares ${host} with its node`, fix: `leave ${host} out` }
  }
}

type Requirement = [met: boolean, missing: string, fix: string]

function containerProblems(container: unknown, pod: unknown, probed: boolean): [missing: string, fix: string][] {
  const requirements = [...sizeAndHealth(container, probed), ...rights(container, pod)]
  return requirements.filter(([met]) => !met).map(([, missing, fix]) => [missing, fix])
}

function sizeAndHealth(container: unknown, probed: boolean): Requirement[] {
  const has = (path: string) => field(container, path) !== undefined
  return [
    [has('resources.requests.cpu'), 'requests no CPU', 'set resources.requests.cpu'],
    [has('resources.requests.memory'), 'requests no memory', 'set resources.requests.memory'],
    [has('resources.limits.memory'), 'has no memory limit', 'set resources.limits.memory'],
    [!probed || has('readinessProbe'), 'has no readiness probe', 'add a readinessProbe'],
    [!probed || has('livenessProbe'), 'has no liveness probe', 'add a livenessProbe'],
  ]
}

function rights(container: unknown, pod: unknown): Requirement[] {
  const own = (path: string) => field(container, `securityContext.${path}`)
  const either = (path: string) => own(path) ?? field(pod, `securityContext.${path}`)
  const list = (path: string) => items(container, `securityContext.capabilities.${path}`)
  const confined = ['RuntimeDefault', 'Localhost'].includes(String(either('seccompProfile.type')))
  const incapable = list('drop').includes('ALL') && list('add').every(added => added === 'NET_BIND_SERVICE')
  const set = (field: string) => `set securityContext.${field}`
  return [
    [either('runAsNonRoot') === true, 'may run as root', set('runAsNonRoot: true')],
    [confined, 'has no seccomp profile', set('seccompProfile.type: RuntimeDefault')],
    [own('allowPrivilegeEscalation') === false, 'may gain rights', set('allowPrivilegeEscalation: false')],
    [
      own('readOnlyRootFilesystem') === true,
      'may change its own root folder',
      `${set('readOnlyRootFilesystem: true')}, and mount an emptyDir where it writes`,
    ],
    [incapable, 'keeps capabilities', `${set('capabilities.drop: [ALL]')}, and add none`],
  ]
}
