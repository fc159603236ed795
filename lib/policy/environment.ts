import { FunctionTable } from '../cel/function-table.ts'
import { kyverno } from './kyverno-library.ts'
import { standard } from '../cel/functions/standard.ts'
import type { Environment } from '../cel/code.ts'

const functions = new FunctionTable(standard, kyverno)

function fields(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(' ').map(field => {
      const [name, type = 'dyn'] = field.split('=') as [string, string?]
      return [name, type]
    }),
  )
}

/** Fields whose names are fixed: a typo in them is found when the policy is read. */
const structs: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    'struct:request',
    fields(
      'uid=string kind=struct:kind resource=struct:resource subResource=string requestKind=struct:kind ' +
        'requestResource=struct:resource requestSubResource=string name=string namespace=string operation=string ' +
        'userInfo=struct:userInfo object oldObject dryRun=bool options',
    ),
  ],
  ['struct:kind', fields('group=string version=string kind=string')],
  ['struct:resource', fields('group=string version=string resource=string')],
  ['struct:userInfo', fields('username=string uid=string groups=list extra=map')],
  ['struct:namespace', fields('apiVersion=string kind=string metadata=struct:namespaceMetadata spec status')],
  [
    'struct:namespaceMetadata',
    fields(
      'name=string generateName=string namespace=string labels=map annotations=map UID=string uid=string ' +
        'creationTimestamp deletionGracePeriodSeconds deletionTimestamp generation resourceVersion=string finalizers=list ' +
        'ownerReferences=list selfLink managedFields',
    ),
  ],
  ['struct:exceptions', fields('allowedImages=list allowedValues=list')],
  ['struct:serviceAccount', fields('Namespace=string Name=string')],
])

/** Variables of every policy, by name. https://kyverno.io/docs/policy-types/cel-libraries/ */
const common: readonly (readonly [string, string])[] = [
  ['object', 'dyn'],
  ['oldObject', 'dyn'],
  ['request', 'struct:request'],
  ['namespaceObject', 'struct:namespace'],
  ['variables', 'struct:variables'],
  ['resource', 'kyverno.resource'],
  ['http', 'kyverno.http'],
  ['image', 'kyverno.imagedata'],
  ['globalContext', 'kyverno.globalContext'],
  ['exceptions', 'struct:exceptions'],
]

export interface EnvironmentOptions {
  /** Variables of this kind of policy alone. */
  readonly variables?: readonly (readonly [string, string])[]
  /** Whether `Object{...}` and `JSONPatch{...}` may be built. */
  readonly patches?: boolean
  readonly functions?: FunctionTable
}

/** An environment for one policy, with the types of its own variables, which grow as they are compiled. */
export interface PolicyEnvironment extends Environment {
  readonly own: Map<string, string>
}

export function policyEnvironment(options: EnvironmentOptions = {}): PolicyEnvironment {
  const own = new Map<string, string>()
  return {
    functions: options.functions ?? functions,
    variables: new Map([...common, ...(options.variables ?? [])]),
    structs: new Map([...structs, ['struct:variables', own]]),
    ...(options.patches && { messages: (type: string) => /^(Object(\..+)?|JSONPatch)$/.test(type) }),
    own,
  }
}
