import type { TrafficProvider } from '../fleet/traffic-provider.ts'
import type { Ability, Refusal } from '../flagger/ability.ts'
import { definedAt } from '../unit/defined-at.ts'
import type { App, AppDefinition, Service } from './app.ts'
import type { AppKind } from './app-kind.ts'
import { appUnit } from './app-unit.ts'
import type { CanaryChoice } from './canary-rollout.ts'
import type { PreviewOptions } from './preview.ts'
import type { Scale } from './scaling.ts'
import { ScheduledJob, type ScheduledJobSpec } from './scheduled-job.ts'
import type { Platform } from './site.ts'
import { StatefulService, type StatefulServiceSpec } from './stateful-service.ts'
import { StaticSite, type StaticSiteSpec } from './static-site.ts'
import type { Variables } from './variable.ts'
import { WebService, type WebServiceSpec } from './web-service.ts'
import { Worker, type WorkerSpec } from './worker.ts'

interface Previewable {
  /** A copy for every pull request, where the platform offers that. It must hold no data: `needs` is refused. @default none */
  readonly preview?: PreviewOptions
}

interface Scalable extends Previewable {
  /** @default byCpu(75) */
  readonly scale?: Scale
}

/** A release in steps, or a sentence where the provider cannot do what it asks. @default a rolling update */
type Released<P extends TrafficProvider, N extends Ability> = [Refusal<P, N>] extends [never]
  ? { readonly canary?: CanaryChoice<N> }
  : { readonly canary?: Refusal<P, N> }

export type WebServiceDefinition<V extends Variables> = AppDefinition<V> & WebServiceSpec<V> & Scalable
export type WorkerDefinition<V extends Variables> = AppDefinition<V> & WorkerSpec<V> & Scalable
export type ScheduledJobDefinition<V extends Variables> = AppDefinition<V> & ScheduledJobSpec<V>
export type StatefulServiceDefinition<V extends Variables> = AppDefinition<V> & StatefulServiceSpec<V>
export type StaticSiteDefinition = Omit<AppDefinition<Variables>, 'values' | 'sharedValues'> &
  StaticSiteSpec &
  Previewable

type None = Record<never, never>
type Build = AppKind['build']

/** How apps are defined on a platform whose canaries go through `P`: each of these makes a unit of ten lines. */
export interface GoldenPaths<P extends TrafficProvider> {
  readonly defineWebService: <const V extends Variables = None, N extends Ability = never>(
    definition: WebServiceDefinition<V> & { readonly canary?: CanaryChoice<N> } & Released<P, N>,
  ) => Service
  readonly defineWorker: <const V extends Variables = None, N extends Ability = never>(
    definition: WorkerDefinition<V> & { readonly canary?: CanaryChoice<N> } & Released<'kubernetes', N>,
  ) => App
  readonly defineScheduledJob: <const V extends Variables = None>(definition: ScheduledJobDefinition<V>) => App
  readonly defineStatefulService: <const V extends Variables = None>(
    definition: StatefulServiceDefinition<V>,
  ) => Service
  readonly defineStaticSite: <N extends Ability = never>(
    definition: StaticSiteDefinition & { readonly canary?: CanaryChoice<N> } & Released<P, N>,
  ) => Service
}

/** The golden paths of a platform. */
export function goldenPaths<const P extends TrafficProvider>(platform: Platform<P>): GoldenPaths<P> {
  return {
    defineWebService: webServices(platform),
    defineWorker: workers(platform),
    defineScheduledJob: scheduledJobs(platform),
    defineStatefulService: statefulServices(platform),
    defineStaticSite: staticSites(platform),
  }
}

interface Canaried {
  readonly canary?: CanaryChoice
}

function webServices(platform: Platform) {
  return function define<const V extends Variables>({
    port = 8080,
    ...definition
  }: WebServiceDefinition<V> & Canaried) {
    const build: Build = (chart, landed, scaled) =>
      new WebService(chart, 'workload', { ...definition, ...landed, ...scaled, port })
    return appUnit(definition, { platform, source: definedAt(define), port, build })
  }
}

function workers(platform: Platform) {
  return function define<const V extends Variables>(definition: WorkerDefinition<V> & Canaried) {
    const build: Build = (chart, landed, scaled) =>
      new Worker(chart, 'workload', { ...definition, ...landed, ...scaled })
    return appUnit(definition, { platform, source: definedAt(define), build })
  }
}

function scheduledJobs(platform: Platform) {
  return function define<const V extends Variables>(definition: ScheduledJobDefinition<V>) {
    const build: Build = (chart, landed) => new ScheduledJob(chart, 'workload', { ...definition, ...landed })
    return appUnit(definition, { platform, source: definedAt(define), build })
  }
}

function statefulServices(platform: Platform) {
  return function define<const V extends Variables>({ port = 8080, ...definition }: StatefulServiceDefinition<V>) {
    const build: Build = (chart, landed, { replicas }) =>
      new StatefulService(chart, 'workload', { ...definition, ...landed, port, replicas: replicas.min })
    return appUnit(definition, { platform, source: definedAt(define), port, build })
  }
}

function staticSites(platform: Platform) {
  return function define({ port = 8080, ...definition }: StaticSiteDefinition & Canaried) {
    const build: Build = (chart, landed, scaled) =>
      new StaticSite(chart, 'workload', { ...definition, ...landed, ...scaled, port })
    return appUnit(definition, { platform, source: definedAt(define), port, build })
  }
}
