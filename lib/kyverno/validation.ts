import type { PolicyAction } from './rollout.ts'

/** One thing that must hold, and what to tell who breaks it. */
export interface Validation {
  /** CEL of type bool. */
  readonly expression: string
  readonly message: string
  /** CEL of type string; wins over `message` where it evaluates. */
  readonly messageExpression?: string
}

/** Pod controllers a policy on pods may also apply to. */
export type PodController = 'deployments' | 'statefulsets' | 'daemonsets' | 'jobs' | 'cronjobs' | 'replicasets'

/** Kyverno and Kubernetes take Warn together with Audit, so that a warned breach is reported too; Deny stands alone. */
export const validationActions: Readonly<Record<PolicyAction, readonly PolicyAction[]>> = {
  Audit: ['Audit'],
  Warn: ['Warn', 'Audit'],
  Deny: ['Deny'],
}

/** `autogen` of a spec; nothing where Kyverno's own choice is right. */
export function autogen(controllers: readonly PodController[] | undefined): object {
  return controllers ? { autogen: { podControllers: { controllers } } } : {}
}
