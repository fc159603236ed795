import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judge } from '../lib/policy/judge.ts'
import { loadPolicies } from '../lib/policy/load-policies.ts'
import { readObjects } from '../lib/policy/read-objects.ts'
import { Request } from '../lib/policy/request.ts'
import type { AnyObject } from '../lib/policy/request.ts'
import type { Manifest } from '../lib/manifest/manifest.ts'
import type { Policy } from '../lib/policy/policy.ts'
import { goal, type Row } from './row.ts'

const oracles = join(import.meta.dirname, '../../shared/oracles')

/** Policies of pod security and best practice, as clusters have them: upstream's, or our own where those are absent. */
function policies(): readonly Policy[] {
  const files = existsSync(oracles)
    ? globSync('{kyverno-policies/*-vpol,kyverno-cli/test*}/**/*.yaml', {
        cwd: oracles,
        exclude: name => name === '.kyverno-test',
      })
    : []
  const manifests = files.sort().flatMap(file => readObjects(readFileSync(join(oracles, file), 'utf8'), file).objects)
  const found = manifests.filter(({ kind }) => kind === 'ValidatingPolicy') as unknown as readonly Manifest[]
  return loadPolicies(found.length > 0 ? found : Array.from({ length: 81 }, (_, i) => ownPolicy(i))).policies.slice(
    0,
    81,
  )
}

function ownPolicy(i: number): Manifest {
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: `bench-${i}` },
    spec: {
      matchConstraints: {
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods'] },
        ],
      },
      variables: [
        {
          name: 'containers',
          expression: 'object.spec.containers + object.spec.?initContainers.orValue([])',
        },
      ],
      validations: [
        {
          expression: 'variables.containers.all(c, c.?securityContext.?privileged.orValue(false) == false)',
          message: 'no privileged containers',
        },
      ],
    },
  }
}

function deployment(i: number): AnyObject {
  const container = (name: string) => ({
    name,
    image: `registry.acme.internal/shop/${name}:1.${i}`,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'http', containerPort: 8080 }],
    env: Array.from({ length: 5 }, (_, n) => ({ name: `SETTING_${n}`, value: String(n) })),
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
    livenessProbe: { httpGet: { path: '/healthz', port: 8080 } },
    readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
    securityContext: {
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  })
  const labels = { 'app.kubernetes.io/name': `shop-${i}`, app: `shop-${i}` }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `shop-${i}`, namespace: 'shop', labels },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: `shop-${i}` } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: `shop-${i}`,
          automountServiceAccountToken: false,
          initContainers: [container('migrate')],
          containers: [container('api'), container('proxy')],
          volumes: [
            { name: 'tmp', emptyDir: {} },
            { name: 'config', configMap: { name: 'shop' } },
          ],
        },
      },
    },
  }
}

function timed(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

/** How fast policies are read and judged, on one core. */
export function rows(): Row[] {
  let loaded: readonly Policy[] = []
  const loading = timed(() => (loaded = policies()))
  const objects = Array.from({ length: 1000 }, (_, i) => deployment(i))
  const each: number[] = []
  let verdicts = 0
  const all = timed(() => {
    for (const object of objects) {
      each.push(
        timed(() => {
          const request = new Request(object)
          for (const policy of loaded) if (judge(policy, request).status !== 'none') verdicts++
        }),
      )
    }
  })
  const p99 = each.sort((a, b) => a - b)[Math.floor(each.length * 0.99)]!
  const size = `${loaded.length} policies`
  return [
    goal(
      { scenario: `judging ${objects.length} Deployments (${verdicts} verdicts)`, size, value: all, unit: 'ms' },
      '<=',
      600,
    ),
    goal({ scenario: 'judging one object, 99th percentile', size, value: p99, unit: 'ms' }, '<=', 10),
    goal({ scenario: 'reading and compiling the policies', size, value: loading, unit: 'ms' }, '<=', 500),
  ]
}
