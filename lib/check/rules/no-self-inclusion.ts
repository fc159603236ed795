import { deliveredPaths, delivers } from '../delivered-path.ts'
import { application, kustomization } from '../example-delivery.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

export const noSelfInclusion: Rule = {
  id: 'no-self-inclusion',
  lint: 2,
  severity: 'error',
  description: 'no Application or Kustomization applies the folder that holds itself',
  examples: {
    refused: [
      { files: { 'prod/delivery': [application('root', 'prod/delivery')] } },
      { files: { 'staging/delivery': [kustomization('root', 'staging')] } },
    ],
    allowed: [
      {
        files: {
          'prod/bootstrap': [application('root', 'prod/delivery')],
          'prod/delivery': [application('web', 'prod/platform/web')],
        },
      },
      // Without `recurse` Argo CD applies the files of a folder, not those of the folders in it.
      { files: { 'prod/bootstrap': [application('root', 'prod')] } },
    ],
  },
  run: context =>
    deliveredPaths(context)
      .filter(delivered => delivers(delivered, delivered.file))
      .map(({ file, written }) =>
        objectFinding(file, noSelfInclusion, {
          message: `"${written}" holds the object itself, so removing it would remove everything it applies`,
          fix: 'let another object apply it, or point it at a folder that it is not in',
        }),
      ),
}
