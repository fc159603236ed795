import { delivers, deliveredPaths, type DeliveredPath } from '../delivered-path.ts'
import type { CheckContext } from '../context.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'
import { application, fluxInstance, kustomization } from '../example-delivery.ts'

const web = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'web' } }]

/** The same object in two units is refused at render; this is about two deliveries of one unit. */
export const oneOwner: Rule = {
  id: 'one-owner',
  lint: 1,
  severity: 'error',
  description: 'a live object has exactly one GitOps owner across Argo CD and Flux',
  examples: {
    refused: [
      {
        files: {
          'prod/platform/web': web,
          'prod/delivery': [application('web', 'prod/platform/web'), kustomization('web', 'prod/platform/web')],
        },
      },
      {
        files: {
          'prod/platform/web': web,
          'prod/delivery': [kustomization('everything', 'prod/platform'), kustomization('web', 'prod/platform/web')],
        },
      },
    ],
    allowed: [
      {
        files: {
          'prod/platform/web': web,
          'prod/platform/api': web,
          'prod/delivery': [application('web', 'prod/platform/web'), application('api', 'prod/platform/api')],
        },
      },
      // One object in the cluster: flux-operator writes the Kustomization that was applied by hand.
      {
        files: {
          'prod/platform/web': web,
          'prod/bootstrap': [kustomization('flux-system', 'prod/platform/web')],
          'prod/platform/flux': [fluxInstance('prod/platform/web')],
        },
      },
    ],
  },
  run: context =>
    twiceDelivered(context).map(([first, second]) =>
      objectFinding(second.file, oneOwner, {
        message: `"${second.written}" is also applied by ${first.owner} (dist/${first.file.path})`,
        fix: 'keep one of the two owners',
      }),
    ),
}

/** Pairs of owners that apply the same file, each pair once. */
function twiceDelivered(context: CheckContext): (readonly [DeliveredPath, DeliveredPath])[] {
  const paths = deliveredPaths(context).filter(({ folder }) => folder !== undefined)
  const byFolder = Map.groupBy(paths, ({ folder }) => folder!)
  return paths.flatMap(second =>
    [second.folder!, ...parents(second.folder!)]
      .flatMap(folder => byFolder.get(folder) ?? [])
      .filter(first => first.owner !== second.owner && first !== second && overlaps(first, second, context))
      .filter(first => first.folder !== second.folder || paths.indexOf(first) < paths.indexOf(second))
      .map(first => [first, second] as const),
  )
}

function overlaps(first: DeliveredPath, second: DeliveredPath, { files }: CheckContext): boolean {
  return files.some(file => delivers(first, file) && delivers(second, file))
}

function parents(folder: string): string[] {
  return folder.split('/').flatMap((_, depth, parts) => (depth === 0 ? [] : [parts.slice(0, depth).join('/')]))
}
