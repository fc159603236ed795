import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** The estate of a copy: `objects` ConfigMaps in each of `units` components, on one cluster. */
const estate = `import { ApiObject } from 'cdk8s'
import type { Fleet } from './lib/fleet/fleet.ts'
import { defineComponent } from './lib/unit/define-unit.ts'
import { objects, text, units } from './platform/size.ts'

const environment = { name: 'dev', policyAction: 'Audit', sync: { prune: true, selfHeal: true } } as const
export const estate = Array.from({ length: units }, (_, u) =>
  defineComponent({
    name: \`unit-\${u}\`,
    namespace: \`ns-\${u}\`,
    build(chart) {
      for (let i = 0; i < objects; i++) {
        const metadata = { name: \`map-\${i}\` }
        new ApiObject(chart, metadata.name, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { text } } as never)
      }
    },
  }),
)
const cluster = { name: 'local', environment, region: 'here', cloud: 'kind', engine: 'flux', kubernetes: '1.36' } as const
export const fleet: Fleet = {
  git: { repository: 'https://git.acme.internal/waybill.git', branch: 'main', path: 'dist' },
  environments: [environment],
  profiles: [{ name: 'all', components: estate }],
  clusters: [{ ...cluster, domain: 'local.acme.internal', profile: 'all' }],
}
`

/** A project of its own in a temporary folder, with the code as it is here. */
export interface ProjectCopy {
  readonly root: string
  readonly write: (path: string, text: string) => void
  /** Changes the definitions; saved by rename where an editor would. */
  readonly resize: (size: { units?: number; objects?: number; text?: string }) => void
  readonly remove: () => void
}

export function copyProject(parent = tmpdir()): ProjectCopy {
  const copy = mkdtempSync(join(parent, 'waybill-project-'))
  for (const path of ['lib', 'cli.ts', 'main.ts', 'waybill.js', 'package.json', 'cdk8s.yaml']) {
    cpSync(join(root, path), join(copy, path), { recursive: true, filter: from => !from.endsWith('.test.ts') })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    writeFileSync(join(copy, path), text)
  }
  write('estate.ts', estate)
  const resize: ProjectCopy['resize'] = ({ units = 2, objects = 2, text = 'first' }) =>
    write('platform/size.ts', `export const [units, objects, text] = [${units}, ${objects}, ${JSON.stringify(text)}]\n`)
  resize({})
  return { root: copy, write, resize, remove: () => rmSync(copy, { recursive: true, force: true }) }
}
