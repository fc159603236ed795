import { defineCommand } from 'citty'
import process from 'node:process'
import { FindingsError, throwErrors } from '../finding/findings-error.ts'
import { explain, summary } from '../flagger/explain.ts'
import { readPlan, type Plan } from '../flagger/plan.ts'
import { scenarios, worlds, type Scenario } from '../flagger/simulate/scenario.ts'
import { simulate } from '../flagger/simulate/simulate.ts'
import { ending, timeline } from '../flagger/simulate/timeline.ts'
import { timespan } from '../manifest/timespan.ts'
import { groupKind } from '../manifest/object-key.ts'
import { buildUnit } from '../render/build-unit.ts'
import { unitFinding } from '../render/unit-findings.ts'
import { unitsOn } from '../unit/placement.ts'
import type { Unit } from '../unit/unit.ts'
import { choose } from './choose.ts'
import type { LoadProject, Project } from './project.ts'

const which = {
  app: { type: 'positional', description: 'Name of the app', required: true },
  cluster: { type: 'string', description: 'Cluster (default: the last one it lands on)', valueHint: 'name' },
} as const

const explainCommand = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'explain', description: 'Tell what happens when in a release of an app, and who is asked' },
    args: which,
    async run({ args }) {
      for (const { cluster, plan } of canariesOf(await load(), args)) {
        print([title(plan, cluster), '', ...timeline(explain(plan).moments), '', ...summary(plan)])
      }
    },
  })

const simulateCommand = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'simulate', description: 'Draw how a release of an app would go' },
    args: {
      ...which,
      scenario: { type: 'enum', description: 'What the new version is like', options: names(), default: 'healthy' },
      seed: { type: 'string', description: 'Number; the same one tells the same story', default: '1' },
    },
    async run({ args }) {
      const { scenario } = args
      const seed = seedOf(args.seed)
      for (const { cluster, plan } of canariesOf(await load(), args)) {
        const moments = simulate(plan, worlds(plan, scenario, seed))
        const story = `scenario ${scenario}: ${scenarios[scenario]}; seed ${seed}`
        print([title(plan, cluster), story, '', ...timeline(moments), '', ending(plan, moments)])
      }
    },
  })

export const canary = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'canary', description: 'Explain and simulate progressive releases' },
    subCommands: { explain: explainCommand(load), simulate: simulateCommand(load) },
  })

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

interface Located {
  readonly cluster: string
  readonly plan: Plan
}

/** The canaries that an app renders on a cluster. Throws a finding where there is none. */
export function canariesOf(
  { fleet, estate }: Project,
  wanted: { app: string; cluster?: string | undefined },
): Located[] {
  const apps = estate.filter(({ layer }) => layer === 'apps')
  const unit = choose('app', wanted.app, apps)
  const clusters = fleet.clusters.filter(cluster => unitsOn(cluster, fleet, estate).includes(unit))
  const last = clusters.at(-1)
  if (!last) throw problem(unit, `app "${unit.name}" lands on no cluster`, 'widen its selector')
  const cluster = wanted.cluster === undefined ? last : choose(`cluster of ${unit.name}`, wanted.cluster, clusters)
  const { manifests, findings } = buildUnit({ unit, cluster })
  throwErrors(findings)
  const canaries = manifests.filter(manifest => groupKind(manifest) === 'flagger.app/Canary')
  if (canaries.length > 0) return canaries.map(manifest => ({ cluster: cluster.name, plan: readPlan(manifest) }))
  throw problem(unit, `app "${unit.name}" has no canary on "${cluster.name}"`, 'give its workload a release')
}

function problem(unit: Unit, message: string, fix: string): FindingsError {
  return new FindingsError([unitFinding(unit, { rule: 'canary', message, fix })])
}

function seedOf(written: string): number {
  if (/^\d{1,9}$/.test(written)) return Number(written)
  const fix = 'write a whole number, e.g. --seed 7'
  throw new FindingsError([{ rule: 'seed', severity: 'error', path: 'seed', message: `"${written}" is no seed`, fix }])
}

function names(): Scenario[] {
  return Object.keys(scenarios) as Scenario[]
}

const called = { weighted: 'more and more traffic', abTest: 'A/B test', blueGreen: 'blue/green' } as const

function title({ name, strategy, provider, intervalSeconds, threshold }: Plan, cluster: string): string {
  const rule = `a check every ${timespan(intervalSeconds)}, failed checks that roll back: ${threshold}`
  return `${name} on ${cluster}: ${called[strategy]} by ${provider ?? 'the default provider'}\n${rule}`
}
