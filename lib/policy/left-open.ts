import type { Verdict } from './policy.ts'

/** Whether a judgement could not be made outside a cluster: only a registry knows whether an image is signed. */
export function isLeftOpen({ status, policy }: Pick<Verdict, 'status' | 'policy'>): boolean {
  return status === 'error' && /^(Namespaced)?ImageValidatingPolicy$/.test(policy.kind)
}
