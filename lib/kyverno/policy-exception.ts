import { ApiObject } from 'cdk8s'
import { Construct } from 'constructs'
import type { Manifest } from '../manifest/manifest.ts'
import { daysBetween, isDay } from './day.ts'
import type { PolicyDefinition } from './policy-definition.ts'

/** The objects that are excused, with the pods and jobs they make. */
export interface ExceptionScope {
  readonly namespace: string
  /** Kind of the objects, e.g. `Deployment`. */
  readonly kind: string
  readonly names: readonly [string, ...string[]]
}

export interface ExceptionProps {
  /** Name of the object; a DNS label. */
  readonly name: string
  readonly policies: readonly [PolicyDefinition, ...PolicyDefinition[]]
  /** Why it has to be, and what ends it. */
  readonly reason: string
  /** Who answers for it. */
  readonly owner: string
  /** Day on which it was granted, as `YYYY-MM-DD`. */
  readonly granted: string
  /** First day on which it no longer counts, as `YYYY-MM-DD`. */
  readonly expires: string
  readonly scope: ExceptionScope
}

/** Longest life of an exception, in days: who still needs it then asks again. */
export const longestException = 180

/** Kyverno heeds exceptions of this namespace only, so that no tenant excuses itself. */
const namespace = 'kyverno'

/** The definition of an exception, checked by the compiler; data until a construct renders it. */
export function defineException<E extends ExceptionProps>(exception: E): E {
  return exception
}

export function exceptionManifest({ name, policies, scope, ...props }: ExceptionProps): Manifest {
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'PolicyException',
    metadata: {
      name,
      namespace,
      annotations: {
        'waybill.dev/reason': props.reason,
        'waybill.dev/owner': props.owner,
        'waybill.dev/granted': props.granted,
      },
    },
    spec: {
      policyRefs: policies.map(({ name, kind }) => ({ name, kind })),
      matchConditions: conditions(scope),
      expiresAt: `${props.expires}T00:00:00Z`,
    },
  }
}

/** What the object makes bears its name in the owner: as it is, or with the hash of a ReplicaSet or the time of a Job. */
function conditions({ namespace, kind, names }: ExceptionScope): object[] {
  const list = `['${names.join("', '")}']`
  const owner = `o.name in ${list} || ${list}.exists(name, o.name.matches('^' + name + '-[a-z0-9]+$'))`
  return [
    { name: 'namespace', expression: `object.metadata.?namespace.orValue('') == '${namespace}'` },
    {
      name: 'object',
      expression:
        `object.kind == '${kind}' ? object.metadata.name in ${list} : ` +
        `object.metadata.?ownerReferences.orValue([]).exists(o, ${owner})`,
    },
  ]
}

/**
 * A `policies.kyverno.io/v1` PolicyException: excuses some objects from some policies for a while.
 * @see https://kyverno.io/docs/guides/exceptions/
 */
export class PolicyException extends Construct {
  constructor(scope: Construct, id: string, props: ExceptionProps) {
    super(scope, id)
    new ApiObject(this, 'Resource', { ...exceptionManifest(props) })
    this.node.addValidation({
      validate: () => exceptionProblems(props).map(problem => `exception "${props.name}" ${problem}`),
    })
  }
}

/** What is wrong with an exception whatever the day, as sentences without their subject. */
export function exceptionProblems({ reason, owner, granted, expires }: ExceptionProps): string[] {
  const empty = Object.entries({ reason, owner }).filter(([, value]) => value.trim() === '')
  const broken = Object.entries({ granted, expires }).filter(([, date]) => !isDay(date))
  return [
    ...empty.map(([field]) => `has no ${field}; say it`),
    ...broken.map(([field, date]) => `has ${field} "${date}", which is not a day (YYYY-MM-DD)`),
    ...(broken.length === 0 ? lifeProblems(daysBetween(granted, expires)) : []),
  ]
}

function lifeProblems(days: number): string[] {
  if (days <= 0) return ['expires before it is granted; correct the dates']
  return days > longestException ? [`lasts ${days} days; let it expire after ${longestException} at most`] : []
}
