import type { Construct } from 'constructs'
import type { IService } from 'kubernetes-models/v1'
import { addObject } from './add-object.ts'
import { addDeployment } from './deployment.ts'
import { appLabels, instanceLabels, selectorLabels } from './labels.ts'
import type { Need } from './need.ts'
import { fromCallers, networkPolicy, tcp } from './network.ts'
import { byCpu } from './scaling.ts'
import type { Site } from './site.ts'
import type { WorkloadProps } from './workload-props.ts'

export interface CacheOptions {
  /** Of which three quarters hold data; the least used goes first. */
  readonly memoryMi: number
}

export type DefineCache = (options: CacheOptions) => Need

const port = 6379

/** The `cache` of a platform: a Valkey of the app's own that forgets everything when it restarts. Gives `CACHE_URL`. */
export function cachesOn({ image }: { readonly image: string }): DefineCache {
  return options => ({
    after: [],
    provide(scope, owner, site) {
      const name = `${owner}-cache`
      addCache(scope, { name, site, image, resources: { cpuMillis: 50, ...options }, args: settings(options) }, owner)
      return {
        environment: [{ name: 'CACHE_URL', value: `redis://${name}:${port}` }],
        egress: [{ to: [{ podSelector: { matchLabels: instanceLabels(name) } }], ports: [tcp(port)] }],
      }
    },
  })
}

/** No copy on disk: what must survive belongs into a database. */
function settings({ memoryMi }: CacheOptions): string[] {
  const maxmemory = `${Math.floor((memoryMi * 3) / 4)}mb`
  return [
    'valkey-server',
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory',
    maxmemory,
    '--maxmemory-policy',
    'allkeys-lru',
  ]
}

function addCache(scope: Construct, props: WorkloadProps, owner: string): void {
  const { name, site } = props
  addObject(scope, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name },
    automountServiceAccountToken: false,
  })
  addObject(scope, networkPolicy(name, fromCallers([{ name: owner, namespace: site.namespace }], port), []))
  const ping = { exec: { command: ['valkey-cli', 'ping'] }, timeoutSeconds: 2 }
  addDeployment(scope, props, {
    parts: {
      environment: [],
      ports: [{ name: 'valkey', containerPort: port }],
      probes: {
        startupProbe: { ...ping, periodSeconds: 2, failureThreshold: 30 },
        readinessProbe: { ...ping, periodSeconds: 5, failureThreshold: 2 },
        livenessProbe: { ...ping, periodSeconds: 10, failureThreshold: 3 },
      },
      routed: false,
    },
    replicas: { min: 1, max: 1, scale: byCpu() },
    driven: false,
  })
  addObject(scope, service(name, site))
}

function service(name: string, site: Site): IService {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: appLabels(name, site) },
    spec: { selector: selectorLabels(name), ports: [{ name: 'valkey', port, targetPort: 'valkey' }] },
  }
}
