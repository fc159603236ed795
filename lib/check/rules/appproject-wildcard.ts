import type { Manifest } from '../../manifest/manifest.ts'
import { field, items, text } from '../../manifest/field.ts'
import { objectRule } from '../object-rule.ts'
import type { Problem } from '../rule.ts'

const project = (spec: object) => ({
  files: { 'prod/delivery': [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', spec }] },
})

export const appProjectWildcard = objectRule({
  id: 'appproject-wildcard',
  lint: 12,
  severity: 'error',
  description: 'an AppProject names its sources, destinations and cluster-scoped kinds: `*` would allow everything',
  kinds: ['argoproj.io/AppProject'],
  examples: {
    refused: [
      project({ sourceRepos: ['*'] }),
      project({ destinations: [{ name: '*', namespace: 'web' }] }),
      project({ destinations: [{ server: '*', namespace: 'web' }] }),
      project({ destinations: [{ name: 'in-cluster', namespace: '*' }] }),
      project({ clusterResourceWhitelist: [{ group: '*', kind: '*' }] }),
      project({ clusterResourceWhitelist: [{ group: 'apps', kind: '*' }] }),
    ],
    allowed: [
      project({ sourceRepos: [], destinations: [] }),
      project({
        sourceRepos: ['https://git.acme.internal/platform.git'],
        destinations: [{ name: 'in-cluster', namespace: 'web' }],
        clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
        namespaceResourceBlacklist: [{ group: '*', kind: '*' }],
      }),
    ],
  },
  look: ({ manifest }) => wildcards(manifest),
})

function* wildcards({ spec }: Manifest): Iterable<Problem> {
  if (items(spec, 'sourceRepos').includes('*')) {
    yield { message: 'allows every source repository', fix: 'list the repositories in sourceRepos' }
  }
  for (const destination of items(spec, 'destinations')) {
    const open = ['name', 'server', 'namespace'].filter(key => field(destination, key) === '*')
    if (open.length > 0)
      yield { message: `allows every destination ${open.join(' and ')}`, fix: 'list them one by one' }
  }
  for (const kind of items(spec, 'clusterResourceWhitelist')) {
    if (field(kind, 'group') !== '*' && field(kind, 'kind') !== '*') continue
    const written = `${text(kind, 'group')}/${text(kind, 'kind')}`
    yield { message: `allows the cluster-scoped kinds "${written}"`, fix: 'list each group and kind that is needed' }
  }
}
