import { field, isFields, items, text } from '../../manifest/field.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { find, type Problem, type Site } from './site.ts'

/** Labels that Flagger can tell primary and canary apart by, unless its own settings say otherwise. */
const selectorLabels = ['app', 'name', 'app.kubernetes.io/name']

/** Whether Flagger can take over the workload. Knative's Services are its own business. */
export function targetProblems(canary: Manifest, site: Site): Problem[] {
  const { kind = '', name = '' } = reference(canary, 'spec.targetRef')
  const namespace = canary.metadata.namespace
  if (kind === 'Service') return []
  const target = find(site, `apps/${kind}`, { name, ...(namespace !== undefined && { namespace }) })
  if (!target) {
    const fix = `set targetRef to a Deployment or DaemonSet of namespace "${namespace ?? 'default'}"`
    return [{ message: `its target, ${kind} "${name}", is not rendered`, fix }]
  }
  return [...labelProblems(target), ...portProblems(canary, target), ...scaleProblems(canary, target, site)]
}

function labelProblems(target: Manifest): Problem[] {
  const labels = Object.keys((field(target, 'spec.selector.matchLabels') ?? {}) as object)
  const usable = labels.filter(label => selectorLabels.includes(label))
  if (usable.length === 1) return []
  const has = usable.length === 0 ? 'none' : usable.join(', ')
  const message = `the selector of ${target.kind} "${target.metadata.name}" has ${has} of the labels Flagger works with`
  return [{ message, fix: `select by exactly one of ${selectorLabels.join(', ')}` }]
}

function portProblems(canary: Manifest, target: Manifest): Problem[] {
  const port = field(canary, 'spec.service.targetPort') ?? field(canary, 'spec.service.port')
  const ports = items(target, 'spec.template.spec.containers').flatMap(container => items(container, 'ports'))
  const served = ports.some(served => port === field(served, 'containerPort') || port === field(served, 'name'))
  if (served) return []
  if (ports.length === 0) {
    const message = `${target.kind} "${target.metadata.name}" opens no port, so there is no traffic to shift or measure`
    return [{ message, fix: 'roll it out without a canary, or add the port that it serves' }]
  }
  const open = ports.map(served => text(served, 'name') ?? String(field(served, 'containerPort'))).join(', ')
  return [{ message: `port ${String(port)} is not served by its target`, fix: `use one of ${open}` }]
}

function scaleProblems(canary: Manifest, target: Manifest, site: Site): Problem[] {
  const scaler = reference(canary, 'spec.autoscalerRef')
  if (scaler.name !== undefined) return scalerProblems(canary, scaler, site)
  return scalersOf(target, site).map(({ kind, metadata }) => ({
    message: `${kind} "${metadata.name}" scales its target, and the Canary does not know`,
    fix: 'add it as autoscalerRef, or Flagger and the autoscaler undo each other',
  }))
}

function scalerProblems({ metadata: { namespace } }: Manifest, scaler: Reference, site: Site): Problem[] {
  const { apiVersion, kind = '', name = '' } = scaler
  const group = kind === 'ScaledObject' ? 'keda.sh' : 'autoscaling'
  const found = find(site, `${group}/${kind}`, { name, ...(namespace !== undefined && { namespace }) })
  if (!found) return [{ message: `its autoscaler, ${kind} "${name}", is not rendered`, fix: 'correct autoscalerRef' }]
  if (group === 'keda.sh') return []
  const old = [apiVersion, found.apiVersion].find(version => version !== 'autoscaling/v2')
  return old === undefined ? [] : [{ message: `its autoscaler is ${old}`, fix: 'use autoscaling/v2' }]
}

function scalersOf({ kind, metadata }: Manifest, site: Site): Manifest[] {
  return ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject']
    .flatMap(scaler => site.ofKind(scaler))
    .filter(scaler => {
      const { kind: scaled = 'Deployment', name } = reference(scaler, 'spec.scaleTargetRef')
      return scaled === kind && name === metadata.name && scaler.metadata.namespace === metadata.namespace
    })
}

interface Reference {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
}

function reference(manifest: Manifest, path: string): Reference {
  const found = field(manifest, path)
  return isFields(found) ? found : {}
}
