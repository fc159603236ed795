import { defineCommand } from 'citty'
import type { LoadProject } from '../project.ts'
import { appKinds, type AppKindName } from './app-kinds.ts'
import { appScaffold } from './app-scaffold.ts'
import { componentScaffold } from './component-scaffold.ts'
import { create } from './create.ts'
import { tenantScaffold } from './tenant-scaffold.ts'

const name = { type: 'positional', description: 'DNS label, unique in the estate', required: true } as const

/** `waybill new component|tenant|app`: writes a definition that passes `check`, and renders it. */
export const newCommand = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'new', description: 'Write a component, a tenant or an app, and render it' },
    subCommands: { component: component(load), tenant: tenant(load), app: app(load) },
  })

const component = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'component', description: 'Write a unit the platform team runs for everybody, and render it' },
    args: { name },
    run: ({ args }) => create(load, { name: args.name, scaffold: project => componentScaffold(args.name, project) }),
  })

const tenant = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'tenant', description: 'Write a team with its slice of every cluster, and render it' },
    args: {
      name,
      owners: {
        type: 'string',
        valueHint: 'groups',
        description: 'Known groups, e.g. a,b (default: NAME-owners, new)',
      },
      organization: { type: 'string', valueHint: 'name', description: 'Who pays (default: who pays for most)' },
    },
    run: ({ args }) => create(load, { name: args.name, scaffold: project => tenantScaffold(args, project) }),
  })

const app = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'app', description: 'Write a workload of a tenant, and render it' },
    args: {
      name,
      tenant: { type: 'string', valueHint: 'name', description: 'Tenant or sub-team that owns it', required: true },
      kind: { type: 'enum', options: Object.keys(appKinds), default: 'web-service', description: 'What it is' },
    },
    run: ({ args }) =>
      create(load, {
        name: args.name,
        scaffold: project => appScaffold({ ...args, kind: args.kind as AppKindName }, project),
      }),
  })
