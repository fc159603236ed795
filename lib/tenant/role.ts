import type { Manifest } from '../manifest/manifest.ts'

/** A rule of a Role: what may be done with which resources of one API group. */
export interface Rule {
  readonly apiGroups: readonly [string]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

export function role(name: string, rules: readonly Rule[]): Manifest {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name }, rules }
}

/** Gives the Role of the same name to `subjects`. */
export function binding(name: string, subjects: readonly object[]): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects,
  }
}
