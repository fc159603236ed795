import type { RunbookUrl } from '../lib/slo/slo-definition.ts'
import { branch, repository } from './repository.ts'

/** Where people read `docs/runbooks/<name>.md`; `check` tells where there is none. */
export function runbook(name: string): RunbookUrl {
  return `${repository}/blob/${branch}/docs/runbooks/${name}.md`
}
