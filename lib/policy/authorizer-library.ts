import { CelError } from '../cel/cel-error.ts'
import { FunctionTable } from '../cel/function-table.ts'
import { kyverno } from './kyverno-library.ts'
import { standard } from '../cel/functions/standard.ts'
import type { Definition } from '../cel/function-table.ts'

function needsCluster(): never {
  throw new CelError('authorizer asks the RBAC of a cluster, which is out of reach here')
}

const steps = ['path', 'group', 'resource', 'subresource', 'namespace', 'name', 'fieldSelector', 'labelSelector']

const authorizer: readonly Definition[] = [
  ...steps.map((name): Definition => [`authorizer.${name}(string): authorizer`, needsCluster]),
  ['authorizer.serviceAccount(string, string): authorizer', needsCluster],
  ['authorizer.check(string): authorizer', needsCluster],
  ['authorizer.allowed(): bool', needsCluster],
  ['authorizer.reason(): string', needsCluster],
  ['authorizer.errored(): bool', needsCluster],
  ['authorizer.error(): string', needsCluster],
]

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-authorizer-library */
export const admissionFunctions = new FunctionTable(standard, kyverno, authorizer)
