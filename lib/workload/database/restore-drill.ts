import type { ICronJob } from 'kubernetes-models/batch/v1'
import type { IContainer, IVolume } from 'kubernetes-models/v1'
import type { IRole, IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1'
import type { IServiceAccount } from 'kubernetes-models/v1'
import { podLabels } from '../labels.ts'
import { containerResources, containerSecurity, podSecurity } from '../pod.ts'
import { drillName } from './database-network.ts'
import { appRole, credentialsOf, type DatabaseSite } from './database-site.ts'
import { restoredCluster } from './postgres-cluster.ts'

/** Has a table of its own: an empty database restores well, too, and proves nothing. */
const hasTable = `exists (select from information_schema.tables where table_schema = 'public')`
const tokenFolder = '/var/run/secrets/kubernetes.io/serviceaccount'
/** Annotation that the pod reads the copy's definition from, as a file. */
const definition = 'restored-cluster'

/**
 * Every Sunday, what a disaster would ask for: restore the newest backup beside the database, ask it a question, take it
 * away. A backup that cannot be restored fails the Job, and Prometheus' rule for failed Jobs pages.
 */
export function restoreDrill(database: DatabaseSite): (IServiceAccount | IRole | IRoleBinding | ICronJob)[] {
  const name = drillName(database)
  const subject = { kind: 'ServiceAccount', name, namespace: database.site.namespace }
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name }, automountServiceAccountToken: false },
    role(name),
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [subject],
    },
    cronJob(name, database),
  ]
}

/** It may make clusters, and touch no other than its own. */
function role(name: string): IRole {
  const clusters = { apiGroups: ['postgresql.cnpg.io'], resources: ['clusters'] }
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name },
    rules: [
      { ...clusters, verbs: ['create'] },
      { ...clusters, resourceNames: [name], verbs: ['get', 'list', 'watch', 'delete'] },
    ],
  }
}

function cronJob(name: string, database: DatabaseSite): ICronJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name },
    spec: {
      schedule: '0 4 * * 0',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: { backoffLimit: 0, activeDeadlineSeconds: 4 * 3600, template: pod(name, database) } },
    },
  }
}

function pod(name: string, database: DatabaseSite) {
  const { site } = database
  const copy = restoredCluster(name, database)
  const namespaced = { ...copy, metadata: { ...copy.metadata, namespace: site.namespace } }
  return {
    metadata: { labels: podLabels(name, site), annotations: { [definition]: JSON.stringify(namespaced) } },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never' as const,
      securityContext: podSecurity(),
      initContainers: steps(name, database),
      containers: [kubectl('clean-up', database, remove(name))],
      volumes: [token, copyAsFile],
    },
  }
}

/** What is left of a failed drill goes first, so that somebody could look at it for a week. */
function steps(name: string, database: DatabaseSite): IContainer[] {
  return [
    kubectl('clear', database, remove(name)),
    kubectl('restore', database, ['create', '--filename=/drill/cluster.json']),
    kubectl('wait', database, ['wait', '--for=condition=Ready', `cluster.postgresql.cnpg.io/${name}`, '--timeout=3h']),
    question(name, database),
  ]
}

function remove(name: string): string[] {
  return ['delete', `cluster.postgresql.cnpg.io/${name}`, '--ignore-not-found', '--wait', '--timeout=15m']
}

function kubectl(name: string, { platform }: DatabaseSite, args: string[]): IContainer {
  return {
    ...step(name, platform.kubectl),
    args,
    volumeMounts: [
      { name: 'token', mountPath: tokenFolder, readOnly: true },
      { name: 'drill', mountPath: '/drill', readOnly: true },
    ],
  }
}

function question(name: string, database: DatabaseSite): IContainer {
  const { options, platform } = database
  const { restored = hasTable } = options
  const from = (key: string) => ({ valueFrom: { secretKeyRef: { name: credentialsOf(database), key } } })
  return {
    ...step('ask', platform.image),
    command: ['psql', '--no-psqlrc', '--set=ON_ERROR_STOP=1', `--command=do $$begin assert ${restored}; end$$`],
    env: [
      { name: 'PGHOST', value: `${name}-rw` },
      { name: 'PGDATABASE', value: appRole },
      { name: 'PGUSER', ...from('username') },
      { name: 'PGPASSWORD', ...from('password') },
    ],
  }
}

function step(name: string, image: string): IContainer {
  return {
    name,
    image,
    resources: containerResources({ cpuMillis: 10, memoryMi: 64 }),
    securityContext: containerSecurity,
  }
}

/** What automounting would mount, but only where it is used. */
const token: IVolume = {
  name: 'token',
  projected: {
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
    ],
  },
}

const copyAsFile: IVolume = {
  name: 'drill',
  downwardAPI: {
    items: [{ path: 'cluster.json', fieldRef: { fieldPath: `metadata.annotations['${definition}']` } }],
  },
}
