import { delivers, deliveredPaths, type DeliveredPath } from '../delivered-path.ts'
import { application, kustomization } from '../example-delivery.ts'
import { nearest } from '../../finding/nearest.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

const files = { 'prod/platform/web': [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'web' } }] }

export const deliveredPath: Rule = {
  id: 'delivered-path',
  lint: 8,
  severity: 'error',
  description: 'every folder that a delivery object applies is rendered for that cluster',
  examples: {
    refused: [
      { files: { ...files, 'prod/delivery': [application('web', 'prod/platform/wbe')] } },
      { files: { ...files, 'prod/delivery': [application('web', 'staging/platform/web')] } },
      { files: { ...files, 'prod/delivery': [kustomization('web', '../elsewhere')] } },
    ],
    allowed: [
      { files: { ...files, 'prod/delivery': [application('web', 'prod/platform/web')] } },
      { files: { ...files, 'prod/delivery': [kustomization('web', 'prod/platform/web')] } },
    ],
  },
  run: context => {
    const folders = new Set(context.files.map(({ path }) => path.slice(0, path.lastIndexOf('/'))))
    const applied = (delivered: DeliveredPath) =>
      delivered.folder !== undefined &&
      (folders.has(delivered.folder) || context.files.some(file => delivers(delivered, file)))
    return deliveredPaths(context)
      .filter(delivered => !applied(delivered))
      .map(({ file, written, folder = written }) => {
        const near = nearest(folder, folders)
        return objectFinding(file, deliveredPath, {
          message: `applies "${written}", which is not in dist`,
          fix: near === undefined ? 'point it at a rendered folder' : `write "${context.fleet.git.path}/${near}"`,
        })
      })
  },
}
