import { relative } from 'node:path'
import type { Selector } from '../../fleet/selector.ts'
import { throwErrors } from '../../finding/findings-error.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { App } from '../app.ts'
import type { DefineCache } from '../cache.ts'
import type { DefineDatabase } from '../database/database.ts'
import type { WebServiceDefinition, WorkerDefinition } from '../golden-paths.ts'
import type { Releases } from '../releases.ts'
import { text, type Variables } from '../variable.ts'
import { readScore } from './read-score.ts'
import { scoreApp, type ScoreApp } from './score-app.ts'

/** What Score leaves to the platform: whose app it is, where it runs, in which version. */
export interface ScoreWorkloadDefinition {
  /** Path of a Score file. */
  readonly file: string
  readonly tenant: Tenant
  readonly releases: Releases
  /** @default the clusters of its tenant */
  readonly on?: Selector
}

/** Golden paths, and what stands for the resources of a Score file. */
export interface ScorePlatform {
  readonly paths: {
    readonly defineWebService: (definition: WebServiceDefinition<Variables>) => App
    readonly defineWorker: (definition: WorkerDefinition<Variables>) => App
  }
  readonly database: DefineDatabase
  readonly cache: DefineCache
}

export type DefineScoreWorkload = (definition: ScoreWorkloadDefinition) => App

/** GiB of a database that the file only asks for. */
export const scoreStorageGi = 10

/** The `defineScoreWorkload` of a platform. Throws FindingsError where the file cannot become an app. */
export function scoreOn(platform: ScorePlatform): DefineScoreWorkload {
  return ({ file, ...place }) => {
    const { app, findings } = scoreApp(readScore(file), relative(process.cwd(), file))
    throwErrors(findings)
    const definition = { ...scoreDefinition(app, platform), ...place }
    const { port } = app
    return port === undefined
      ? platform.paths.defineWorker(definition)
      : platform.paths.defineWebService({ ...definition, port, ...(app.needs.route && { route: app.needs.route }) })
  }
}

function scoreDefinition(app: ScoreApp, { database, cache }: ScorePlatform) {
  const { name, image, command, args, variables, files, scratch, cpuMillis, memoryMi, health, needs } = app
  const [first, ...rest] = command
  return {
    name,
    image: image.repository,
    ...(first !== undefined && { command: [first, ...rest] as const }),
    ...(args.length > 0 && { args }),
    size: { default: { cpuMillis, memoryMi } },
    variables: Object.fromEntries(Object.keys(variables).map(variable => [variable, text()])),
    values: { default: variables },
    ...(Object.keys(files).length > 0 && { files }),
    scratch,
    health,
    metrics: false as const,
    needs: [
      ...(needs.database ? [database({ storageGi: scoreStorageGi })] : []),
      ...(needs.cache ? [cache({ memoryMi: 128 })] : []),
    ],
  }
}
