import { collisionProblems } from '../../flagger/analysis/collision.ts'
import { measureProblems } from '../../flagger/analysis/measures.ts'
import { paceProblems } from '../../flagger/analysis/pace.ts'
import { providerProblems } from '../../flagger/analysis/provider.ts'
import { siteOf, type Site } from '../../flagger/analysis/site.ts'
import { targetProblems } from '../../flagger/analysis/target.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { CheckContext } from '../context.ts'
import type { Example, ExampleObject } from '../example.ts'
import { exampleCluster, exampleFleet } from '../example.ts'
import { objectFinding } from '../object-rule.ts'
import type { Problem, Rule } from '../rule.ts'

const metadata = { name: 'web', namespace: 'shop' }

const deployment: ExampleObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { spec: { containers: [{ name: 'web', ports: [{ containerPort: 8080 }] }] } },
  },
}

const template: ExampleObject = {
  apiVersion: 'flagger.app/v1beta1',
  kind: 'MetricTemplate',
  metadata: { ...metadata, annotations: { 'waybill.dev/unit': 'percent' } },
  spec: { provider: { type: 'prometheus', address: 'http://prometheus:9090' }, query: 'up' },
}

const analysis = {
  interval: '1m',
  threshold: 2,
  stepWeight: 10,
  maxWeight: 50,
  metrics: [{ name: 'ok', interval: '1m', templateRef: { name: 'web' }, thresholdRange: { min: 99 } }],
}

const spec = {
  provider: 'istio',
  targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
  service: { port: 8080 },
  analysis,
}

/** A canary of an example, with a field of its spec replaced. */
function canary(change: object = {}): ExampleObject {
  return { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata, spec: { ...spec, ...change } }
}

function example(...objects: readonly ExampleObject[]): Example {
  const cluster = { ...exampleCluster('prod'), traffic: 'istio' } as const
  return { files: { 'prod/apps/web': objects }, fleet: exampleFleet([cluster]) }
}

const allowed = [example(deployment, template, canary())]

export const canaryTarget: Rule = canaryRule(targetProblems, {
  id: 'canary-target',
  description: 'a canary takes over a workload that Flagger can work with',
  refused: [example(template, canary()), example(deployment, canary({ service: { port: 9090 } }))],
})

export const canaryCollision: Rule = canaryRule(collisionProblems, {
  id: 'canary-collision',
  description: 'nobody renders what Flagger makes, and no two canaries share a target or a route',
  refused: [
    example(deployment, canary(), {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...metadata, name: 'web-primary' },
    }),
  ],
})

export const canaryPace: Rule = canaryRule(paceProblems, {
  id: 'canary-pace',
  description: 'a release can finish and can fail: weights, thresholds and times fit together',
  refused: [
    { stepWeight: 20 },
    { interval: '5s' },
    { threshold: 0 },
    { stepWeight: undefined, stepWeights: [20, 10] },
  ].map(change => example(deployment, canary({ analysis: { ...analysis, ...change } }))),
})

export const canaryMeasures: Rule = canaryRule(measureProblems, {
  id: 'canary-measures',
  description: 'every check of a canary has something to look at, can fail and can pass',
  refused: [
    example(deployment, canary()),
    example(
      deployment,
      template,
      canary({ analysis: { ...analysis, alerts: [{ name: 'a', providerRef: { name: 'a' } }] } }),
    ),
  ],
})

export const canaryProvider: Rule = canaryRule(providerProblems, {
  id: 'canary-provider',
  description: 'a canary asks for what its cluster runs, and for what that can do',
  refused: [example(deployment, canary({ provider: 'linkerd' }))],
})

interface CanaryRule extends Pick<Rule, 'id' | 'description'> {
  readonly refused: readonly Example[]
}

/** A rule that looks at each Canary among everything on its cluster. */
function canaryRule(
  problems: (canary: Manifest, site: Site) => readonly Problem[],
  { id, description, refused }: CanaryRule,
): Rule {
  const rule = { id, lint: 24, severity: 'error', description } as const
  return {
    ...rule,
    examples: { refused, allowed },
    run(context) {
      const sites = new Map<string, Site>()
      return context.ofKind('flagger.app/Canary').flatMap(file => {
        const site = sites.get(file.livesOn) ?? siteOn(file.livesOn, context)
        sites.set(file.livesOn, site)
        return problems(file.manifest, site).map(problem => objectFinding(file, rule, problem))
      })
    },
  }
}

function siteOn(name: string, { fleet, onCluster }: CheckContext): Site {
  const cluster = fleet.clusters.find(cluster => cluster.name === name) ?? { name }
  return siteOf(cluster, onCluster.get(name)?.map(({ manifest }) => manifest) ?? [])
}
