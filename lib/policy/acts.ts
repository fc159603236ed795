import type { Policy } from './policy.ts'

/** Whether a policy does something by itself instead of judging: whether it changes an object is neither breach nor proof. */
export function acts({ kind }: Pick<Policy, 'kind'>): boolean {
  return /^(Namespaced)?(Mutating|Deleting|Generating)Policy$/.test(kind)
}
