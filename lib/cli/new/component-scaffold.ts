import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Project } from '../project.ts'
import { identifier } from './identifier.ts'
import type { Scaffold } from './scaffold.ts'

const list = { file: 'platform/components.ts', list: 'operations' }

/** A component that renders its namespace and one ConfigMap, in the list that makes it part of the estate. */
export function componentScaffold(name: string, { root }: Project): Scaffold {
  const id = identifier(name, 'component', [readFileSync(join(root, list.file), 'utf8'), source(name, '_')])
  return {
    files: { [`platform/${name}/${name}.ts`]: source(name, id) },
    lists: [{ ...list, entry: id, module: `./${name}/${name}.ts` }],
    next: [`say in platform/${name}/${name}.ts what it is made of, then run \`npm run synth\``],
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
