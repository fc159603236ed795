import type { Duration } from 'cdk8s'
import type { Endpoint } from './endpoint.ts'
import type { Need } from './need.ts'
import type { Secrets } from './secret.ts'
import type { Site } from './site.ts'
import type { Values, Variables } from './variable.ts'

/** What one pod asks of its node. There is no CPU limit: a limit throttles while the node idles. */
export interface Resources {
  /** Thousandths of a CPU, requested. */
  readonly cpuMillis: number
  /** Mebibytes, requested and the limit: memory cannot be taken back. */
  readonly memoryMi: number
}

/** What every kind of workload may say, wherever it lands. */
export interface WorkloadSpec<V extends Variables = Variables> {
  /** @default the image's own entry point */
  readonly command?: readonly [string, ...string[]]
  /** @default the image's own */
  readonly args?: readonly string[]
  /** Environment variables the process reads, with their types. @default none */
  readonly variables?: V
  /** Environment variables whose value is in the tenant's store. @default none */
  readonly secrets?: Secrets
  /** Files by absolute path; a changed file rolls the pods. @default none */
  readonly files?: Readonly<Record<string, string>>
  /** Folders the process may write; they are empty after a restart. @default `/tmp` */
  readonly scratch?: readonly string[]
  /** Numeric user of the process; 0 is refused. @default 65532, as distroless images have it */
  readonly user?: number
  /** Apps of the same cluster this one calls: opens the network on both sides, sets `<NAME>_URL`. @default none */
  readonly calls?: readonly Endpoint[]
  /** What it cannot run without. @default nothing */
  readonly needs?: readonly Need[]
  /** How long a request or a message may take after the pod has been told to stop. @default 30 seconds */
  readonly drain?: Duration
}

/** A workload on one cluster. */
export interface WorkloadProps<V extends Variables = Variables> extends WorkloadSpec<V> {
  /** DNS label; also the name of its objects. */
  readonly name: string
  readonly site: Site
  /** By digest or exact tag. */
  readonly image: string
  /** @default 100 mCPU, 128 MiB */
  readonly resources?: Resources
  /** What this environment provides for `variables`. @default nothing */
  readonly values?: Values<V>
  /** Values shared between apps; each takes what it declares. @default nothing */
  readonly sharedValues?: Readonly<Record<string, unknown>>
  /** Who calls it. @default nobody */
  readonly callers?: readonly Caller[]
}

/** An app that calls this one. */
export interface Caller {
  readonly name: string
  readonly namespace: string
  /** Labels of the namespaces it calls from. @default those of the one with that name */
  readonly namespaceLabels?: Readonly<Record<string, string>>
}
