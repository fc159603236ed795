import type { Construct } from 'constructs'
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1'
import type { IEnvVar } from 'kubernetes-models/v1'
import { addObject } from './add-object.ts'
import { address, addressVariable } from './endpoint.ts'
import { fulfil } from './environment-contract.ts'
import { externalSecret, secretsName } from './external-secret.ts'
import { networkPolicy, toEndpoint } from './network.ts'
import { filesName } from './pod.ts'
import { report } from './report.ts'
import type { WorkloadProps } from './workload-props.ts'

/**
 * Adds what every workload needs around its pods: identity, files, secrets, what it depends on, and the network between
 * them. Returns the environment of the process. What is wrong with the definition becomes a validation of `scope`.
 */
export function addSurroundings(
  scope: Construct,
  props: WorkloadProps,
  ingress: readonly INetworkPolicyIngressRule[],
): readonly IEnvVar[] {
  const { name, calls = [], needs = [], site } = props
  const { variables, problems } = fulfil(contractOf(props), secretsName(name))
  addIdentity(scope, props)
  const connections = needs.map(need => need.provide(scope, name, site))
  addObject(
    scope,
    networkPolicy(name, ingress, [...calls.map(toEndpoint), ...connections.flatMap(({ egress }) => egress)]),
  )
  const environment = [
    // What others bring comes first: Kubernetes fills $(…) in with what stands before it only.
    ...connections.flatMap(connection => connection.environment),
    ...calls.map(endpoint => ({ name: addressVariable(endpoint), value: address(endpoint) })),
    ...variables,
  ]
  report(scope, name, [...problems, ...twice(environment), ...userProblems(props)])
  return environment
}

function addIdentity(scope: Construct, props: WorkloadProps): void {
  const { name, files = {}, secrets = {} } = props
  addObject(scope, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name },
    automountServiceAccountToken: false,
  })
  if (Object.keys(secrets).length > 0) addObject(scope, externalSecret(name, secrets))
  if (Object.keys(files).length === 0) return
  const data = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1), text]),
  )
  addObject(scope, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: filesName(name) }, data })
}

function contractOf({ variables = {}, secrets = {}, values = {}, sharedValues = {} }: WorkloadProps) {
  return { variables, secrets, values, shared: sharedValues }
}

function twice(environment: readonly IEnvVar[]): string[] {
  const names = environment.map(({ name }) => name)
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map(
    name => `variable "${name}" is set twice; take the declaration out: it comes with what the app calls or needs`,
  )
}

function userProblems({ user, files = {}, name }: WorkloadProps): string[] {
  const bases = Object.keys(files).map(path => path.slice(path.lastIndexOf('/') + 1))
  return [
    ...(user === undefined || (Number.isInteger(user) && user > 0)
      ? []
      : [`user is ${user}; give the number of an unprivileged user, such as 65532`]),
    ...bases
      .filter((base, i) => bases.indexOf(base) !== i)
      .map(base => `two files of ${name} are called "${base}"; rename one`),
  ]
}
