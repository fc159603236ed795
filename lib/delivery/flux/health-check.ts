import type { ConditionSignal, HealthRule, PhaseSignal } from '../health.ts'

/** How a Kustomization tells the health of a kind that kstatus does not know. */
export interface HealthCheck {
  readonly apiVersion: string
  readonly kind: string
  readonly current: string
  readonly failed?: string
}

/**
 * A health rule as CEL expressions. What neither expression holds for, Flux takes to be in progress.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions
 */
export function healthCheck({ group, version, kind, signal }: HealthRule): HealthCheck {
  return { apiVersion: `${group}/${version}`, kind, ...('phase' in signal ? phases(signal) : conditions(signal)) }
}

function phases({ phase, healthy, failed }: PhaseSignal): Pick<HealthCheck, 'current' | 'failed'> {
  const isOneOf = (values: readonly string[]) => `${present(phase)} && ${phase.join('.')} in ${JSON.stringify(values)}`
  return { current: isOneOf(healthy), failed: isOneOf(failed) }
}

function conditions(signal: ConditionSignal): Pick<HealthCheck, 'current' | 'failed'> {
  const { failed = [] } = signal
  const broken = ofConditions(signal, 'exists', list => failed.map(type => condition(list, type, 'False')).join(' || '))
  return {
    current: ofConditions(signal, 'all', list => good(list, signal)),
    ...(failed.length > 0 ? { failed: broken } : {}),
  }
}

/** The test on the object's own conditions, or on those of all, or of one, of the entries that hold them. */
function ofConditions(
  { each, conditions: path }: ConditionSignal,
  of: 'all' | 'exists',
  test: (list: string) => string,
): string {
  if (each === undefined) return `${present(path)} && (${test(path.join('.'))})`
  const entries = each.join('.')
  const inEntry = ['e', ...path]
  return `${present(each)} && size(${entries}) > 0 && ${entries}.${of}(e, ${present(inEntry)} && (${test(inEntry.join('.'))}))`
}

function good(list: string, { types, any = false }: ConditionSignal): string {
  if (types.length === 0) return `size(${list}) > 0 && ${list}.all(c, c.status == "True")`
  return types.map(type => condition(list, type, 'True')).join(any ? ' || ' : ' && ')
}

/** A condition that speaks of an older generation says nothing. */
function condition(list: string, type: string, status: string): string {
  const current = '(!has(c.observedGeneration) || c.observedGeneration == metadata.generation)'
  return `${list}.exists(c, c.type == "${type}" && c.status == "${status}" && ${current})`
}

/** True where every step of the path is there; the first is the object's own field, for which CEL has no test. */
function present(path: readonly string[]): string {
  return path
    .slice(1)
    .map((_, i) => `has(${path.slice(0, i + 2).join('.')})`)
    .join(' && ')
}
