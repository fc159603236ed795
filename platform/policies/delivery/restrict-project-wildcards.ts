import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { namespaced } from '../example-object.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictProjectWildcards = defineValidatingPolicy({
  name: 'restrict-project-wildcards',
  title: 'Projects name what they allow',
  description: 'A project that allows every repository to every destination bounds nobody.',
  category: 'Argo CD and Flux',
  severity: 'critical',
  controls: ['SOC2/CC8.1', 'ISO27001/A.8.32', 'PCI-DSS/6.5.1', 'NIST-800-53/CM-3'],
  rollout: refusedInProduction,
  match: { kinds: ['AppProject'] },
  validations: [
    {
      expression: "!object.spec.?sourceRepos.orValue([]).exists(r, r == '*')",
      message: 'name the repositories in sourceRepos',
    },
    {
      expression: "!object.spec.?destinations.orValue([]).exists(d, d.?namespace.orValue('') == '*')",
      message: 'name the namespaces in destinations',
    },
    {
      expression: "!object.spec.?clusterResourceWhitelist.orValue([]).exists(k, k.group == '*' && k.kind == '*')",
      message: 'name the kinds in clusterResourceWhitelist',
    },
  ],
  examples: {
    allowed: [
      namespaced({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name: 'shop', namespace: 'argocd' },
        spec: {
          sourceRepos: ['https://github.com/acme/platform.git'],
          destinations: [{ namespace: 'shop', server: 'https://kubernetes.default.svc' }],
        },
      }),
    ],
    refused: [
      namespaced({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name: 'shop', namespace: 'argocd' },
        spec: { sourceRepos: ['*'], destinations: [] },
      }),
      namespaced({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name: 'shop', namespace: 'argocd' },
        spec: { sourceRepos: [], destinations: [{ namespace: '*', server: '*' }] },
      }),
      namespaced({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name: 'shop', namespace: 'argocd' },
        spec: { sourceRepos: [], destinations: [], clusterResourceWhitelist: [{ group: '*', kind: '*' }] },
      }),
    ],
  },
})
