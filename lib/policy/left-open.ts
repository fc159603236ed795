import type { Policy, Verdict } from './policy.ts'

/** Whether only a registry knows what a policy asks: outside a cluster it neither proves nor breaks anything. */
export function asksRegistry({ kind }: Pick<Policy, 'kind'>): boolean {
  return /^(Namespaced)?ImageValidatingPolicy$/.test(kind)
}

/** Whether a judgement could not be made outside a cluster. */
export function isLeftOpen({ status, policy }: Pick<Verdict, 'status' | 'policy'>): boolean {
  return status === 'error' && asksRegistry(policy)
}
