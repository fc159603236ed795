import { expect, test } from 'vitest'
import { exampleCluster, exampleFleet } from '../check/example.ts'
import { Canary, successRate, weighted } from '../flagger/flagger.ts'
import { onGateway } from '../flagger/test/platforms.ts'
import { defineApp, defineComponent } from '../unit/define-unit.ts'
import { canariesOf } from './canary.ts'

const tenant = defineComponent({ name: 'shop' })
const api = defineApp({
  name: 'api',
  namespace: 'shop',
  tenant,
  build(chart, { environment }) {
    if (environment.name === 'dev') return
    const release = weighted({ preset: 'safe', gates: [successRate('99%')] })
    new Canary(chart, 'canary', { platform: onGateway, target: 'api', port: 8080, release })
  },
})
const broken = defineApp({
  name: 'broken',
  namespace: 'shop',
  tenant,
  build: () => {
    throw new Error('no image')
  },
})
const project = {
  root: '',
  fleet: exampleFleet([exampleCluster('dev'), exampleCluster('prod')], [tenant]),
  estate: [tenant, api, broken],
}

test('finds the canary of an app on the last cluster it lands on', () => {
  expect(canariesOf(project, { app: 'api' })).toMatchObject([{ cluster: 'prod', plan: { name: 'api', threshold: 2 } }])
})

test.each([
  [{ app: 'apo' }, 'unknown app "apo"; use "api"'],
  [{ app: 'api', cluster: 'pord' }, 'unknown cluster of api "pord"; use "prod"'],
  [{ app: 'api', cluster: 'dev' }, 'app "api" has no canary on "dev"; give its workload a release'],
  [{ app: 'broken' }, 'no image'],
])('says what is wrong with %o', (wanted, message) => {
  expect(() => canariesOf(project, wanted)).toThrow(message)
})
