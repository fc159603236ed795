import { ApplicationSet } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/ApplicationSet'
import { HelmRelease } from '@kubernetes-models/flux-cd/helm.toolkit.fluxcd.io/v2/HelmRelease'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Manifest } from '../manifest/manifest.ts'
import { defineComponent } from '../unit/define-unit.ts'
import { pullRequest } from '../unit/preview.ts'
import type { PlacedPreview } from './placed-unit.ts'
import { deliverUnit } from './deliver-unit.ts'
import { cluster, object, placeAll } from './sample-estate.ts'

type Loose = { [field: string]: Loose } & Loose[] & string

const namespace = `shop-web-pr-${pullRequest.number}`

function delivered(engine: 'argocd' | 'flux', text = 'plain'): Manifest[] {
  const preview: PlacedPreview = {
    repository: { owner: 'acme', name: 'web' },
    label: 'preview',
    maxOpen: 3,
    secret: 'code-host',
    namespace,
    namespaceLabels: {},
    manifests: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      object('v1', 'ConfigMap', { metadata: { namespace }, data: { text, image: `web:${pullRequest.commit}` } }),
    ],
  }
  const [placed] = placeAll(cluster('dev', { engine }), [defineComponent({ name: 'web' })], [object('v1', 'ConfigMap')])
  return [...deliverUnit({ ...placed!, preview }).delivery]
}

const ofKind = (kind: string, all: readonly Manifest[]) => all.find(each => each.kind === kind) as unknown as Loose

/** What an engine makes of a template: expressions of the pull request, and literals between backticks. */
function rendered(template: unknown, open: string, close: string): Loose {
  const values: Record<string, string> = { '.number': '7', 'inputs.id': '7', '.head_sha': 'abc', 'inputs.sha': 'abc' }
  const fill = (text: string): string => {
    const start = text.indexOf(open)
    if (start < 0) return text
    const literal = `${open} \`${open}\` ${close}`
    if (text.startsWith(literal, start)) return text.slice(0, start) + open + fill(text.slice(start + literal.length))
    const end = text.indexOf(close, start)
    const value = values[text.slice(start + open.length, end).trim()]
    if (value === undefined) throw new Error(`no such expression: ${text}`)
    return text.slice(0, start) + value + fill(text.slice(end + close.length))
  }
  return JSON.parse(JSON.stringify(template), (_, value: unknown) => (typeof value === 'string' ? fill(value) : value))
}

/** The values of the chart: an array has a field of that name too. */
const objectsOf = (values: unknown) => (values as { readonly objects: readonly Loose[] }).objects
const releaseOf = (all: readonly Manifest[]) => rendered(ofKind('ResourceSet', all).spec!.resources, '<<', '>>')[0]!
const applicationOf = (all: readonly Manifest[]) => rendered(ofKind('ApplicationSet', all).spec!.template, '{{', '}}')

test('on Flux, a pull request becomes a Helm release of its objects, and at most so many', () => {
  const all = delivered('flux')
  expect(ofKind('ResourceSetInputProvider', all).spec).toMatchObject({
    type: 'GitHubPullRequest',
    url: 'https://github.com/acme/web',
    filter: { labels: ['preview'], limit: 3 },
  })
  const release = releaseOf(all)
  expect(release.metadata).toEqual({ name: 'web.pr-7', namespace: 'flux-system' })
  expect(objectsOf(release.spec!.values)).toMatchObject([
    { metadata: { name: 'shop-web-pr-7' } },
    { metadata: { namespace: 'shop-web-pr-7' }, data: { image: 'web:abc' } },
  ])
  expect(() => new HelmRelease(release as never).validate()).not.toThrow()
})

test('on Argo CD, it becomes an Application of the same objects, in a project that is held to its namespaces', () => {
  const all = delivered('argocd')
  expect(() => new ApplicationSet(ofKind('ApplicationSet', all) as never).validate()).not.toThrow()
  const { metadata, spec } = applicationOf(all)
  expect(metadata!.name).toBe('dev.web.pr-7')
  expect(spec!.source!.helm!.valuesObject).toEqual(releaseOf(delivered('flux')).spec!.values)
  const project = ofKind('AppProject', all)
  expect(spec!.project).toBe(project.metadata!.name)
  expect(project.spec).toMatchObject({
    destinations: [{ namespace: 'shop-web-pr-*' }],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
  })
})

test('nothing puts back what has outlived its time before the next push', () => {
  expect(applicationOf(delivered('argocd')).spec!.syncPolicy!.automated).toEqual({ prune: true, selfHeal: false })
  expect(releaseOf(delivered('flux')).spec).not.toHaveProperty('driftDetection')
})

test('no delivery waits for a preview', () => {
  const { annotations } = ofKind('ApplicationSet', delivered('argocd')).metadata!
  expect(Number(annotations!['argocd.argoproj.io/sync-wave'])).toBeGreaterThan(100)
})

test('texts of the objects that look like expressions come out as they are', () => {
  const text = fc.string({ unit: fc.constantFrom('<', '>', '{', '}', '`', ' ', 'x') })
  fc.assert(
    fc.property(text, written => {
      expect(objectsOf(releaseOf(delivered('flux', written)).spec!.values)[1]!.data!.text).toBe(written)
      const { helm } = applicationOf(delivered('argocd', written)).spec!.source!
      expect(objectsOf(helm!.valuesObject)[1]!.data!.text).toBe(written)
    }),
  )
})
