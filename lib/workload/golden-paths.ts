import { definedAt } from '../unit/defined-at.ts'
import type { App, AppDefinition, Service } from './app.ts'
import { appUnit, type AppKind } from './app-unit.ts'
import type { Scale } from './scaling.ts'
import { ScheduledJob, type ScheduledJobSpec } from './scheduled-job.ts'
import type { Platform } from './site.ts'
import { StatefulService, type StatefulServiceSpec } from './stateful-service.ts'
import { StaticSite, type StaticSiteSpec } from './static-site.ts'
import type { Variables } from './variable.ts'
import { WebService, type WebServiceSpec } from './web-service.ts'
import { Worker, type WorkerSpec } from './worker.ts'

interface Scaled {
  /** @default byCpu(75) */
  readonly scale?: Scale
}

export type WebServiceDefinition<V extends Variables> = AppDefinition<V> & WebServiceSpec<V> & Scaled
export type WorkerDefinition<V extends Variables> = AppDefinition<V> & WorkerSpec<V> & Scaled
export type ScheduledJobDefinition<V extends Variables> = AppDefinition<V> & ScheduledJobSpec<V>
export type StatefulServiceDefinition<V extends Variables> = AppDefinition<V> & StatefulServiceSpec<V>
export type StaticSiteDefinition = Omit<AppDefinition<Variables>, 'values' | 'sharedValues'> & StaticSiteSpec

type None = Record<never, never>
type Build = AppKind['build']

/** How apps are defined on a platform: each of these makes a unit of ten lines. */
export interface GoldenPaths {
  readonly defineWebService: <const V extends Variables = None>(definition: WebServiceDefinition<V>) => Service
  readonly defineWorker: <const V extends Variables = None>(definition: WorkerDefinition<V>) => App
  readonly defineScheduledJob: <const V extends Variables = None>(definition: ScheduledJobDefinition<V>) => App
  readonly defineStatefulService: <const V extends Variables = None>(
    definition: StatefulServiceDefinition<V>,
  ) => Service
  readonly defineStaticSite: (definition: StaticSiteDefinition) => Service
}

export function goldenPaths(platform: Platform): GoldenPaths {
  return {
    defineWebService: webServices(platform),
    defineWorker: workers(platform),
    defineScheduledJob: scheduledJobs(platform),
    defineStatefulService: statefulServices(platform),
    defineStaticSite: staticSites(platform),
  }
}

function webServices(platform: Platform): GoldenPaths['defineWebService'] {
  return function define({ port = 8080, ...definition }) {
    const build: Build = (chart, landed, replicas) =>
      new WebService(chart, 'workload', { ...definition, ...landed, port, replicas })
    return appUnit(definition, { platform, source: definedAt(define), port, build })
  }
}

function workers(platform: Platform): GoldenPaths['defineWorker'] {
  return function define(definition) {
    const build: Build = (chart, landed, replicas) =>
      new Worker(chart, 'workload', { ...definition, ...landed, replicas })
    return appUnit(definition, { platform, source: definedAt(define), build })
  }
}

function scheduledJobs(platform: Platform): GoldenPaths['defineScheduledJob'] {
  return function define(definition) {
    const build: Build = (chart, landed) => new ScheduledJob(chart, 'workload', { ...definition, ...landed })
    return appUnit(definition, { platform, source: definedAt(define), build })
  }
}

function statefulServices(platform: Platform): GoldenPaths['defineStatefulService'] {
  return function define({ port = 8080, ...definition }) {
    const build: Build = (chart, landed, { min }) =>
      new StatefulService(chart, 'workload', { ...definition, ...landed, port, replicas: min })
    return appUnit(definition, { platform, source: definedAt(define), port, build })
  }
}

function staticSites(platform: Platform): GoldenPaths['defineStaticSite'] {
  return function define({ port = 8080, ...definition }) {
    const build: Build = (chart, landed, replicas) =>
      new StaticSite(chart, 'workload', { ...definition, ...landed, port, replicas })
    return appUnit(definition, { platform, source: definedAt(define), port, build })
  }
}
