import { defineCommand } from 'citty'
import process from 'node:process'
import { describe, FindingsError, throwErrors } from '../finding/findings-error.ts'
import { nearest } from '../finding/nearest.ts'
import { explain, summary } from '../flagger/explain.ts'
import { readPlan, type Plan } from '../flagger/plan.ts'
import { scenarios, worlds, type Scenario } from '../flagger/simulate/scenario.ts'
import { simulate } from '../flagger/simulate/simulate.ts'
import { ending, timeline } from '../flagger/simulate/timeline.ts'
import { timespan } from '../manifest/timespan.ts'
import { groupKind } from '../manifest/object-key.ts'
import { buildUnit } from '../render/build-unit.ts'
import { unitsOn } from '../unit/placement.ts'
import type { LoadProject, Project } from './project.ts'

const which = {
  app: { type: 'positional', description: 'Name of the app', required: true },
  cluster: { type: 'string', description: 'Cluster (default: the last one it lands on)', valueHint: 'name' },
} as const

/** What a question could not be answered for: one line, and what to do. */
class Unanswerable extends Error {}

const explainCommand = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'explain', description: 'Tell what happens when in a release of an app, and who is asked' },
    args: which,
    run: ({ args }) =>
      answer(async () =>
        canariesOf(await load(), args).flatMap(({ cluster, plan }) => [
          title(plan, cluster),
          '',
          ...timeline(explain(plan).moments),
          '',
          ...summary(plan),
        ]),
      ),
  })

const simulateCommand = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'simulate', description: 'Draw how a release of an app would go' },
    args: {
      ...which,
      scenario: { type: 'enum', description: 'What the new version is like', options: names(), default: 'healthy' },
      seed: { type: 'string', description: 'Number; the same one tells the same story', default: '1' },
    },
    run: ({ args }) =>
      answer(async () => {
        const scenario = scenarioOf(args.scenario)
        const seed = seedOf(args.seed)
        return canariesOf(await load(), args).flatMap(({ cluster, plan }) => {
          const moments = simulate(plan, worlds(plan, scenario, seed))
          const story = `scenario ${scenario}: ${scenarios[scenario]}; seed ${seed}`
          return [title(plan, cluster), story, '', ...timeline(moments), '', ending(plan, moments)]
        })
      }),
  })

export const canary = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'canary', description: 'Explain and simulate progressive releases' },
    subCommands: { explain: explainCommand(load), simulate: simulateCommand(load) },
  })

/** Prints the lines, or in one line why there are none. */
async function answer(lines: () => Promise<string[]>): Promise<void> {
  try {
    process.stdout.write(`${(await lines()).join('\n')}\n`)
  } catch (error) {
    if (!(error instanceof Unanswerable || error instanceof FindingsError)) throw error
    const problems = error instanceof FindingsError ? error.findings.map(describe) : [error.message]
    process.stderr.write(`${problems.join('\n')}\n`)
    process.exitCode = 1
  }
}

interface Located {
  readonly cluster: string
  readonly plan: Plan
}

/** The canaries that an app renders on a cluster. */
export function canariesOf(
  { fleet, estate }: Project,
  wanted: { app: string; cluster?: string | undefined },
): Located[] {
  const apps = estate.filter(({ layer }) => layer === 'apps')
  const unit = apps.find(({ name }) => name === wanted.app)
  if (!unit) throw unknown('app', wanted.app, apps)
  const clusters = fleet.clusters.filter(cluster => unitsOn(cluster, fleet, estate).includes(unit))
  const cluster = wanted.cluster === undefined ? clusters.at(-1) : clusters.find(({ name }) => name === wanted.cluster)
  if (!cluster) throw unknown(`cluster of ${unit.name}`, wanted.cluster ?? '', clusters)
  const { manifests, findings } = buildUnit({ unit, cluster })
  throwErrors(findings)
  const canaries = manifests.filter(manifest => groupKind(manifest) === 'flagger.app/Canary')
  if (canaries.length > 0) return canaries.map(manifest => ({ cluster: cluster.name, plan: readPlan(manifest) }))
  throw new Unanswerable(`app "${unit.name}" has no canary on "${cluster.name}"; give its workload a release`)
}

function unknown(what: string, written: string, known: readonly { readonly name: string }[]): Unanswerable {
  const candidates = known.map(({ name }) => name)
  const near = nearest(written, candidates)
  const fix = near ? `did you mean "${near}"?` : `choose one of ${candidates.join(', ') || 'none'}`
  return new Unanswerable(`"${written}" is no ${what}; ${fix}`)
}

function scenarioOf(written: string): Scenario {
  if (Object.hasOwn(scenarios, written)) return written as Scenario
  throw unknown(
    'scenario',
    written,
    names().map(name => ({ name })),
  )
}

function seedOf(written: string): number {
  if (/^\d{1,9}$/.test(written)) return Number(written)
  throw new Unanswerable(`seed "${written}" is no whole number; write e.g. --seed 7`)
}

function names(): Scenario[] {
  return Object.keys(scenarios) as Scenario[]
}

const called = { weighted: 'more and more traffic', abTest: 'A/B test', blueGreen: 'blue/green' } as const

function title({ name, strategy, provider, intervalSeconds, threshold }: Plan, cluster: string): string {
  const rule = `a check every ${timespan(intervalSeconds)}, failed checks that roll back: ${threshold}`
  return `${name} on ${cluster}: ${called[strategy]} by ${provider ?? 'the default provider'}\n${rule}`
}
