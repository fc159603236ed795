import type { Policy } from './policy.ts'

/** Whether a policy does something by itself instead of judging: that it leaves an object alone is no breach, nor a proof. */
export function acts({ kind }: Pick<Policy, 'kind'>): boolean {
  return /^(Namespaced)?(Deleting|Generating)Policy$/.test(kind)
}
