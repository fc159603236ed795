import { nearest } from '../../finding/nearest.ts'
import type { App, SharedValues } from '../../workload/app.ts'
import { exampleUnit, type Example } from '../example.ts'
import type { Rule } from '../rule.ts'
import { unitFinding } from '../unit-finding.ts'

const shared: SharedValues = { default: { LOG_LEVEL: 'info' }, environments: { staging: { DEBUG: true } } }
const app = (name: string, declares: readonly string[]) => ({
  ...exampleUnit({ name }),
  declares,
  sharedValues: shared,
})
const example = (...units: ReturnType<typeof app>[]): Example => ({ units })

export const unusedValue: Rule = {
  id: 'unused-value',
  severity: 'error',
  description: 'a value that apps share is declared by at least one of them',
  examples: {
    refused: [example(app('web', [])), example(app('web', ['LOG_LEVEL']), app('api', []))],
    allowed: [example(app('web', ['LOG_LEVEL']), app('api', ['DEBUG'])), { units: [exampleUnit({ name: 'web' })] }],
  },
  run({ estate }) {
    const apps = estate.filter(unit => 'sharedValues' in unit && unit.sharedValues !== undefined) as App[]
    return [...Map.groupBy(apps, ({ sharedValues }) => sharedValues!)].flatMap(([values, users]) => {
      const declared = new Set(users.flatMap(({ declares }) => declares))
      return namesIn(values)
        .filter(name => !declared.has(name))
        .map(name =>
          unitFinding(users[0]!, unusedValue, { message: unusedBy(name, users), fix: fixFor(name, declared) }),
        )
    })
  },
}

function namesIn({ default: everywhere, environments = {}, regions = {}, clusters = {} }: SharedValues): string[] {
  const layers = [everywhere, ...[environments, regions, clusters].flatMap(Object.values<object>)]
  return [...new Set(layers.flatMap(Object.keys))].sort()
}

function unusedBy(name: string, users: readonly App[]): string {
  return `shared value "${name}" is declared by none of ${users.map(user => user.name).join(', ')}`
}

function fixFor(name: string, declared: ReadonlySet<string>): string {
  const near = nearest(name, declared)
  return near ? `did you mean "${near}"?` : 'declare it where it is needed, or take it out'
}
