import { identifier, type Scaffold } from './scaffold.ts'

/** A component that renders its namespace and one ConfigMap, in the list that makes it part of the estate. */
export function componentScaffold(name: string): Scaffold {
  const id = identifier(name)
  const module = `./${name}/${name}.ts`
  return {
    files: { [`platform/${name}/${name}.ts`]: source(name, id) },
    lists: [{ file: 'platform/components.ts', list: 'operations', identifier: id, module }],
  }
}

function source(name: string, id: string): string {
  return `import { ApiObject } from 'cdk8s'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { addNamespace } from '../namespace.ts'

export const ${id} = defineComponent({
  name: '${name}',
  namespace: '${name}',
  // What must be healthy before this one is applied: after: [certManager],
  settings: { default: { greeting: 'hello' }, environments: { production: { greeting: 'welcome' } } },
  build(chart, _cluster, { greeting }) {
    addNamespace(chart, '${name}', 'restricted')
    new ApiObject(chart, 'settings', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: '${name}' },
      data: { greeting },
    })
  },
})
`
}
