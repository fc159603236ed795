import { defineExampleTenant, exampleDefinition } from '../../tenant/example-tenancy.ts'
import { tenantExample } from '../example-tenants.ts'
import type { Rule } from '../rule.ts'
import { unitFinding } from '../unit-finding.ts'

const example = (on: object) => tenantExample(defineExampleTenant({ ...exampleDefinition, on }))

export const landsSomewhere: Rule = {
  id: 'lands-somewhere',
  severity: 'error',
  description: 'every tenant and every app is on a cluster',
  examples: {
    refused: [example({ environments: ['dev'], clusters: ['live'] }), example({ clusters: [] })],
    allowed: [example({}), example({ clusters: ['live'] })],
  },
  run({ estate, unitsOn }) {
    const placed = new Set([...unitsOn.values()].flatMap(units => [...units]))
    return estate
      .filter(unit => unit.layer !== 'platform' && !placed.has(unit))
      .map(unit =>
        unitFinding(unit, landsSomewhere, {
          message: `"${unit.name}" is on no cluster: its selector ${JSON.stringify(unit.on)} matches none`,
          fix: 'select a cluster, or remove the definition',
        }),
      )
  },
}
