import type { RenderedFile } from '../render/rendered-file.ts'
import type { CheckContext } from './context.ts'
import { field, items, text } from '../manifest/field.ts'

/** A Helm chart that an object makes an engine install. */
export interface DeliveredChart {
  readonly file: RenderedFile
  readonly chart: string
  readonly repository: string | undefined
  /** As written: an exact version, a range, or nothing at all. */
  readonly version: string | undefined
  /** `namespace/name` of the Helm release. */
  readonly release: string
}

/** Every Helm chart that the Applications and HelmReleases install, whoever wrote them. */
export function deliveredCharts(context: CheckContext): DeliveredChart[] {
  return [
    ...context.ofKind('argoproj.io/Application').flatMap(applicationCharts),
    ...context.ofKind('helm.toolkit.fluxcd.io/HelmRelease').flatMap(file => releaseCharts(file, context)),
  ]
}

function applicationCharts(file: RenderedFile): DeliveredChart[] {
  const { spec, metadata } = file.manifest
  return [field(spec, 'source'), ...items(spec, 'sources')].flatMap(source => {
    const chart = text(source, 'chart') ?? ociChart(source)
    if (chart === undefined) return []
    const release = `${text(spec, 'destination.namespace') ?? ''}/${text(source, 'helm.releaseName') ?? metadata.name}`
    return [{ file, chart, repository: text(source, 'repoURL'), version: text(source, 'targetRevision'), release }]
  })
}

/** Argo CD also takes an OCI chart as the whole address in `repoURL`. */
function ociChart(source: unknown): string | undefined {
  const url = text(source, 'repoURL')
  return url?.startsWith('oci://') ? url.slice(url.lastIndexOf('/') + 1) : undefined
}

function releaseCharts(file: RenderedFile, context: CheckContext): DeliveredChart[] {
  const { spec, metadata } = file.manifest
  const namespace = text(spec, 'targetNamespace') ?? metadata.namespace
  const release = `${namespace}/${text(spec, 'releaseName') ?? metadata.name}`
  const chart = text(spec, 'chart.spec.chart')
  if (chart !== undefined) {
    const repository = text(sourceOf(file, field(spec, 'chart.spec.sourceRef'), context)?.manifest, 'spec.url')
    return [{ file, chart, repository, version: text(spec, 'chart.spec.version'), release }]
  }
  const source = sourceOf(file, field(spec, 'chartRef'), context)
  const url = text(source?.manifest, 'spec.url')
  if (source === undefined || url === undefined) return []
  const cut = url.lastIndexOf('/')
  const version = text(source.manifest, 'spec.ref.tag') ?? text(source.manifest, 'spec.ref.semver')
  return [{ file, chart: url.slice(cut + 1), repository: url.slice(0, cut), version, release }]
}

/** The Flux source that a reference of an object means. */
export function sourceOf(file: RenderedFile, ref: unknown, context: CheckContext): RenderedFile | undefined {
  const namespace = text(ref, 'namespace') ?? file.manifest.metadata.namespace
  return context
    .ofKind(`source.toolkit.fluxcd.io/${text(ref, 'kind')}`)
    .find(
      ({ livesOn, manifest: { metadata } }) =>
        metadata.name === text(ref, 'name') && metadata.namespace === namespace && livesOn === file.livesOn,
    )
}
