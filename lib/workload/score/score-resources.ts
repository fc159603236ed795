import type { Score, ScoreResource } from './score-schema.ts'

/** What of a Score file's resources our platform provides. */
export interface ScoreNeeds {
  readonly database: boolean
  readonly cache: boolean
  readonly route: { readonly host: string; readonly path: `/${string}` } | undefined
}

type Refused = [message: string, fix: string]

/** Outputs of resources, as placeholders name them. Kubernetes fills `$(…)` in when the pod starts. */
const outputs: Readonly<Record<string, (owner: string) => Readonly<Record<string, string>>>> = {
  postgres: () => ({
    host: '$(PGHOST)',
    port: '$(PGPORT)',
    name: '$(PGDATABASE)',
    database: '$(PGDATABASE)',
    username: '$(PGUSER)',
    password: '$(PGPASSWORD)',
  }),
  redis: owner => ({ host: `${owner}-cache`, port: '6379', username: '', password: '' }),
  volume: () => ({}),
  route: () => ({}),
  dns: () => ({}),
}

/** Sorts the resources of a file into needs, the values of their placeholders, and what has no counterpart. */
export function scoreResources({ metadata: { name }, resources = {} }: Score) {
  const values = new Map([['metadata.name', name]])
  const entries = Object.entries(resources)
  const refused: Refused[] = []
  for (const [id, { type }] of entries) {
    const known = outputs[type]?.(name)
    if (known === undefined) refused.push(unknownType(id, type))
    for (const [output, value] of Object.entries(known ?? {})) values.set(`resources.${id}.${output}`, value)
  }
  for (const type of ['postgres', 'redis', 'route']) {
    if (entries.filter(([, resource]) => resource.type === type).length > 1) {
      refused.push([`has more than one resource of type ${type}`, 'make an app of its own for the other one'])
    }
  }
  return { needs: needsOf(name, entries), values, refused }
}

function needsOf(name: string, entries: readonly (readonly [string, ScoreResource])[]): ScoreNeeds {
  const of = (type: string) => entries.find(([, resource]) => resource.type === type)?.[1]
  const route = of('route')
  const path = route?.params?.path
  return {
    database: of('postgres') !== undefined,
    cache: of('redis') !== undefined,
    route: route && {
      host: name,
      path: typeof path === 'string' && path.startsWith('/') ? (path as `/${string}`) : '/',
    },
  }
}

function unknownType(id: string, type: string): Refused {
  const known = Object.keys(outputs).join(', ')
  return [
    `resource "${id}" is of type "${type}", which has no counterpart here`,
    `use one of ${known}, or define the app in TypeScript`,
  ]
}
