import { compare, valid } from 'semver'
import { objectKey } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import { containersOf } from '../containers-of.ts'
import type { CheckContext } from '../context.ts'
import type { ExampleObject } from '../example.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

const pod = (image: string): ExampleObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  spec: { containers: [{ name: 'web', image }] },
})
const example = (staging: string, prod: string) => ({
  files: { 'staging/apps/web': [pod(staging)], 'prod/apps/web': [pod(prod)] },
})

export const noImageInversion: Rule = {
  id: 'no-image-inversion',
  lint: 6,
  severity: 'error',
  waivable: true,
  description: 'no environment runs a newer image of an app than the environment before it',
  examples: {
    refused: [example('web:1.4.2', 'web:1.5.0'), example('web:v1.9.0', `web:v1.10.0@sha256:${'0'.repeat(64)}`)],
    allowed: [
      example('web:1.5.0', 'web:1.4.2'),
      example('web:1.5.0', 'web:1.5.0'),
      example('web:3f2c1ab', 'web:1.5.0'),
      example('web:1.5.0', 'other:2.0.0'),
    ],
  },
  run(context) {
    const images = context.files.flatMap(file => imagesOf(file, context))
    const places = Map.groupBy(images, ({ place }) => place)
    return [...places.values()].flatMap(same => inversions(same, context))
  },
}

/** The version of one container on one cluster. */
interface Image {
  readonly file: RenderedFile
  readonly environment: string
  /** What has to be the same for two versions to be compared: unit, object, container, repository. */
  readonly place: string
  readonly version: string
}

function imagesOf(file: RenderedFile, { fleet }: CheckContext): Image[] {
  const environment = fleet.clusters.find(({ name }) => name === file.livesOn)?.environment.name
  if (environment === undefined) return []
  return containersOf(file.manifest).flatMap(({ name, image = '' }) => {
    const [, repository = '', version = ''] = /^([^@]+?):([^:/@]+)(?:@.*)?$/.exec(image) ?? []
    if (valid(version) === null) return []
    return [{ file, environment, place: [file.unit, objectKey(file.manifest), name, repository].join(' '), version }]
  })
}

function inversions(images: readonly Image[], { fleet }: CheckContext) {
  const byEnvironment = Map.groupBy(images, ({ environment }) => environment)
  const steps = fleet.environments.flatMap(
    ({ name }) => byEnvironment.get(name)?.toSorted(newestFirst).slice(0, 1) ?? [],
  )
  return steps.slice(1).flatMap((step, i) => {
    const before = steps[i]!
    if (compare(step.version, before.version) <= 0) return []
    return [
      objectFinding(step.file, noImageInversion, {
        message: `${step.environment} runs ${step.version}, newer than ${before.version} in ${before.environment}, which comes before it`,
        fix: `release ${step.version} to ${before.environment} first, in releases.yaml`,
      }),
    ]
  })
}

function newestFirst(a: Image, b: Image): number {
  return compare(b.version, a.version)
}
