import { exceptionLedger } from '../../kyverno/exception-ledger.ts'
import { configMap, exception, teamPolicy } from '../example-policy.ts'
import { guardsOf } from '../guards.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

const named = "object.metadata.name == 'web'"
const excused = (condition: string, expires?: string) => ({
  today: '2026-11-21',
  files: {
    'prod/platform/web': [
      teamPolicy('Deny'),
      exception(condition, expires),
      configMap('web'),
      configMap('other', { team: 'web' }),
    ],
  },
})

/** An exception that outlives its reason is a hole that nobody remembers. */
export const liveException: Rule = {
  id: 'live-exception',
  lint: 27,
  severity: 'error',
  description:
    'every exception from a policy has a reason, an owner and a day in the future, and excuses just what needs it',
  examples: {
    refused: [
      excused(named, '2026-11-21T00:00:00Z'),
      excused("object.metadata.name == 'gone'"),
      excused("object.metadata.namespace == 'web'"),
      { files: { 'prod/platform/web': [{ ...exception(named), metadata: { name: 'excuse' } }] } },
    ],
    allowed: [excused(named), excused(named, '2026-11-22T00:00:00Z')],
  },
  run: context =>
    guardsOf(context).flatMap(({ tree, fileOf }) =>
      exceptionLedger(tree, context).flatMap(({ exception: { path }, problems }) =>
        problems.map(({ message, fix }) => objectFinding(fileOf(path), liveException, { message, fix })),
      ),
    ),
}
