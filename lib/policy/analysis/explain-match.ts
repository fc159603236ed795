import { matchResources, type MatchResources } from '../match-resources.ts'
import { variantsOf, type Autogen } from '../autogen.ts'
import type { AnyObject, Request } from '../request.ts'
import type { Policy } from '../policy.ts'

/** One of the questions that decide whether a policy concerns an object. */
export interface Decision {
  readonly question: string
  readonly holds: boolean
  /** What was compared with what. */
  readonly detail: string
}

interface MatchSpec {
  readonly matchConstraints?: MatchResources
  readonly autogen?: Autogen
}

/** Why a policy concerns an object or not: kind and operation, exclusions, selectors, each asked alone. */
export function explainMatch(policy: Policy, request: Request, namespace: AnyObject | undefined): Decision[] {
  const { matchConstraints = {}, autogen } = policy.manifest.spec as MatchSpec
  const variants = /AdmissionPolicy$/.test(policy.kind) ? [] : variantsOf(matchConstraints, autogen)
  const kindFits = ({ resourceRules }: MatchResources) =>
    (resourceRules ?? []).length > 0 && matchResources({ resourceRules: resourceRules! })(request, namespace)
  const variant = kindFits(matchConstraints) ? undefined : variants.find(({ constraints }) => kindFits(constraints))
  const constraints = variant?.constraints ?? matchConstraints
  return [
    ...(policy.namespace === undefined ? [] : [home(policy.namespace, request)]),
    {
      question: 'kind and operation',
      holds: kindFits(constraints),
      detail: `${resourceText(request)} against ${rulesText(constraints)}${variant ? ` (autogen for ${variant.template})` : ''}`,
    },
    ...partDecisions(constraints, request, namespace),
  ]
}

function home(namespace: string, request: Request): Decision {
  const detail = `"${request.namespace}" against "${namespace}"`
  return { question: 'namespace of the policy', holds: request.namespace === namespace, detail }
}

function partDecisions(
  { excludeResourceRules, namespaceSelector, objectSelector }: MatchResources,
  request: Request,
  namespace: AnyObject | undefined,
): Decision[] {
  const decide = (question: string, part: MatchResources, seen: unknown): Decision[] => [
    { question, holds: matchResources(part)(request, namespace), detail: text(seen, Object.values(part)[0]) },
  ]
  const labels = (object: AnyObject | undefined) => (object?.metadata as AnyObject | undefined)?.labels ?? {}
  return [
    ...(excludeResourceRules?.length ? decide('not excluded', { excludeResourceRules }, request.name) : []),
    ...(namespaceSelector ? decide('labels of the namespace', { namespaceSelector }, labels(namespace)) : []),
    ...(objectSelector ? decide('labels of the object', { objectSelector }, request.labels) : []),
  ]
}

function text(seen: unknown, wanted: unknown): string {
  return `${JSON.stringify(seen)} against ${JSON.stringify(wanted)}`
}

function resourceText({ operation, resource: { group, version, plurals }, subresource }: Request): string {
  return `${operation} ${[group, version, plurals[0], subresource].filter(Boolean).join('/')}`
}

function rulesText({ resourceRules = [] }: MatchResources): string {
  const rules = resourceRules.map(({ operations = [], apiGroups = [], apiVersions = [], resources = [] }) =>
    [
      `${operations.join(',')} `,
      [apiGroups, apiVersions, resources]
        .map(list => list.join(','))
        .filter(Boolean)
        .join('/'),
    ].join(''),
  )
  return rules.length === 0 ? 'no rule' : rules.join(' or ')
}
