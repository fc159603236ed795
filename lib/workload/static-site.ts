import { Construct } from 'constructs'
import type { Route } from './route.ts'
import type { Replicas } from './scaling.ts'
import type { Rollout } from './rollout.ts'
import { WebService } from './web-service.ts'
import type { WorkloadProps, WorkloadSpec } from './workload-props.ts'

/** What a site of finished files may say: it has no configuration and calls nobody. */
export interface StaticSiteSpec extends Pick<WorkloadSpec, 'scratch' | 'user'> {
  /** @default 8080 */
  readonly port?: number
  readonly route: Route
  /** Path that answers 2xx while the server runs. @default '/' */
  readonly health?: `/${string}`
}

export interface StaticSiteProps
  extends StaticSiteSpec, Pick<WorkloadProps, 'name' | 'site' | 'image' | 'resources' | 'callers'> {
  readonly replicas?: Replicas
  readonly rollout?: Rollout
}

/** Files and the web server that hands them out, in one image; 25 mCPU and 32 MiB are plenty. */
export class StaticSite extends Construct {
  constructor(scope: Construct, id: string, props: StaticSiteProps) {
    super(scope, id)
    const { health = '/', resources = { cpuMillis: 25, memoryMi: 32 } } = props
    new WebService(this, 'web', { ...props, resources, metrics: false, health: { ready: health, live: health } })
  }
}
