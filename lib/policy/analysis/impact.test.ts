import fc from 'fast-check'
import { expect, test } from 'vitest'
import { impact, outcomes, type Side, type Transition } from './impact.ts'
import { riskOf } from './risk.ts'
import { aboutPods, cluster, configMap, exception, mutation, policy, validation } from './testing/sample-cluster.ts'
import { TreeJudge } from './tree-judge.ts'
import type { AnyObject } from '../request.ts'
import type { Fleet } from '../../fleet/fleet.ts'

const noRed = (action: string) => validation('no-red', "object.data.color != 'red'", { action })
const red = configMap('a', { color: 'red' })
const blue = configMap('a', { color: 'blue' })

function side(objects: readonly AnyObject[], name = 'prod'): Side {
  const trees = [cluster(name, objects)]
  return { trees, judgements: trees.flatMap(tree => new TreeJudge().judge(tree).judgements) }
}

const said = (transitions: readonly Transition[]) =>
  transitions.map(({ change, from, to, because, judgement: { verdict, file } }) =>
    [change, verdict.policy.name, (file.object.metadata as { name: string }).name, `${from} → ${to}`, because].join(
      ' | ',
    ),
  )

const between = (before: readonly AnyObject[], after: readonly AnyObject[]) => said(impact(side(before), side(after)))

test.each([
  [
    'an object that changes',
    [noRed('Deny'), blue],
    [noRed('Deny'), red],
    'newly fails | no-red | a | accepted → refused | object changed',
  ],
  ['a policy that comes', [red], [noRed('Audit'), red], 'newly fails | no-red | a | accepted → audited | policy added'],
  [
    'a policy that gets stricter',
    [noRed('Audit'), red],
    [noRed('Deny'), red],
    'newly fails | no-red | a | audited → refused | policy changed',
  ],
  [
    'an object that goes',
    [noRed('Warn'), red],
    [noRed('Warn')],
    'newly passes | no-red | a | warned → accepted | object removed',
  ],
  [
    'an exception that goes',
    [noRed('Deny'), red, exception('no-red', 'true')],
    [noRed('Deny'), red],
    'newly fails | no-red | a | accepted → refused | surroundings',
  ],
  [
    'a policy that comes to delete',
    [red],
    [
      policy('DeletingPolicy', 'sweep', { schedule: '0 * * * *', conditions: [{ name: 'all', expression: 'true' }] }),
      red,
    ],
    'newly fails | sweep | a | accepted → deleted | policy added',
  ],
])('tells of %s', (...[, before, after, expected]) => {
  expect(between(before, after)).toEqual([expected])
})

test('does not count what only a registry knows', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'web' },
    spec: { containers: [{ name: 'a', image: `ghcr.io/acme/a@sha256:${'0'.repeat(64)}` }] },
  }
  const signed = policy('ImageValidatingPolicy', 'signed', {
    ...aboutPods,
    validationActions: ['Deny'],
    matchImageReferences: [{ glob: '*' }],
    attestors: [{ name: 'acme', cosign: { key: { data: 'key' } } }],
    validations: [{ expression: 'images.containers.map(i, verifyImageSignatures(i, [attestors.acme])).all(n, n > 0)' }],
  })
  const after = side([signed, pod])
  expect(after.judgements.map(({ verdict }) => verdict.status)).toEqual(['error'])
  expect(impact(side([]), after)).toEqual([])
})

test('tells what is newly mutated, and where', () => {
  const paint = mutation('paint', "Object{data: Object.data{color: 'green'}}")
  const [found, ...others] = impact(side([red]), side([red, paint]))
  expect(others).toEqual([])
  expect(found).toMatchObject({
    change: 'newly mutated',
    judgement: { changes: [{ path: 'data.color', before: 'red', after: 'green' }] },
  })
  expect(between([red, paint], [red])).toEqual(['no longer mutated | paint | a | accepted → accepted | policy removed'])
})

const pool = [
  red,
  blue,
  configMap('b', { color: 'red' }),
  ...['Audit', 'Warn', 'Deny'].map(noRed),
  exception('no-red', "object.metadata.name == 'a'"),
  mutation('paint', "Object{data: Object.data{color: 'green'}}"),
  mutation('paint', "Object{data: Object.data{shade: 'dark'}}"),
]
const objects = fc.subarray(pool).map(some => {
  const nameOf = ({ kind, metadata }: AnyObject) => `${String(kind)} ${(metadata as { name: string }).name}`
  return [...new Map(some.map(object => [nameOf(object), object])).values()]
})
const anySide = objects.map(some => side(some))

test('of nothing is nothing', () => {
  fc.assert(
    fc.property(objects, some => {
      expect(impact(side(some), side(structuredClone(some)))).toEqual([])
    }),
  )
})

test('is the mirror image the other way round', () => {
  const worse = outcomes.map((_, i) => i)
  const mirrored = (transitions: readonly Transition[]) =>
    transitions
      .filter(({ change }) => change.startsWith('newly ') && change !== 'newly mutated')
      .map(
        ({ cluster, judgement, from, to }) =>
          `${cluster} ${judgement.file.path} ${judgement.verdict.policy.name} ${from} ${to}`,
      )
      .sort()
  fc.assert(
    fc.property(anySide, anySide, (a, b) => {
      const there = impact(a, b)
      const back = impact(b, a).map(transition => ({ ...transition, from: transition.to, to: transition.from }))
      expect(mirrored(back)).toEqual(mirrored(there))
      const mutated = (list: readonly Transition[]) =>
        list
          .filter(({ change }) => change.endsWith('mutated'))
          .map(({ judgement: { file } }) => file.path)
          .sort()
      expect(mutated(back)).toEqual(mutated(there))
      for (const { change, from, to } of there) {
        const step = worse[outcomes.indexOf(to)]! - worse[outcomes.indexOf(from)]!
        if (!change.endsWith('mutated')) expect(Math.sign(step)).toBe(change === 'newly fails' ? 1 : -1)
      }
    }),
  )
})

const environments = ['dev', 'production'].map(name => ({ name }))
const fleet = {
  environments,
  clusters: [
    { name: 'dev', environment: environments[0] },
    { name: 'prod', environment: environments[1] },
  ],
} as unknown as Fleet

test.each([
  ['none', 0, 'prod', [noRed('Deny'), red], [noRed('Deny')]],
  ['low', 2, 'prod', [red], [noRed('Audit'), red]],
  ['low', 2, 'dev', [red], [noRed('Warn'), red]],
  ['medium', 10, 'dev', [red], [noRed('Deny'), red]],
  ['high', 20, 'prod', [red], [noRed('Deny'), red]],
  ['low', 6, 'prod', [red], [mutation('paint', "Object{data: Object.data{color: 'green'}}"), red]],
  ['medium', 10, 'unknown', [red], [noRed('Deny'), red]],
] as const)('the risk is %s (%i) on %s', (...[level, score, name, before, after]) => {
  expect(riskOf(impact(side(before, name), side(after, name)), fleet)).toEqual({ level, score })
})
