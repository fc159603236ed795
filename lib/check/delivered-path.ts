import { groupKind } from '../manifest/object-key.ts'
import type { RenderedFile } from '../render/rendered-file.ts'
import type { CheckContext } from './context.ts'
import { sourceOf } from './delivered-chart.ts'
import { field, items, text } from '../manifest/field.ts'

/** A folder of dist that an engine is told to apply, and the object that tells it. */
export interface DeliveredPath {
  readonly file: RenderedFile
  /** Relative to dist; undefined where the object points outside of it. */
  readonly folder: string | undefined
  /** As the object writes it. */
  readonly written: string
  /** Whether folders below it are applied too. */
  readonly recursive: boolean
  /** The object that owns what is applied: two objects that are one in the cluster are one owner. */
  readonly owner: string
}

/** Every folder that the Applications, Kustomizations and FluxInstances apply from the repository of dist. */
export function deliveredPaths(context: CheckContext): DeliveredPath[] {
  return [
    ...context.ofKind('argoproj.io/Application').flatMap(file => applicationPaths(file, context)),
    ...context.ofKind('kustomize.toolkit.fluxcd.io/Kustomization').flatMap(file => kustomizationPaths(file, context)),
    ...context.ofKind('fluxcd.controlplane.io/FluxInstance').flatMap(file => instancePaths(file, context)),
  ]
}

/** Whether a file is among those that a delivered folder holds. */
export function delivers({ folder, recursive }: DeliveredPath, { path }: RenderedFile): boolean {
  if (folder === undefined) return false
  return path.startsWith(`${folder}/`) && (recursive || !path.slice(folder.length + 1).includes('/'))
}

function applicationPaths(file: RenderedFile, context: CheckContext): DeliveredPath[] {
  const { manifest } = file
  const sources = [field(manifest, 'spec.source'), ...items(manifest, 'spec.sources')]
  return sources.flatMap(source => {
    const written = text(source, 'path')
    if (written === undefined || text(source, 'repoURL') !== context.fleet.git.repository) return []
    const recursive = field(source, 'directory.recurse') === true
    return [{ file, written, recursive, folder: inDist(written, context), owner: ownerOf(file) }]
  })
}

function kustomizationPaths(file: RenderedFile, context: CheckContext): DeliveredPath[] {
  const written = text(file.manifest, 'spec.path')
  if (written === undefined || isForeign(file, context)) return []
  const artifact = text(file.manifest, 'spec.sourceRef.kind') === 'OCIRepository'
  const folder = inDist(written, context) ?? (artifact ? tidy(written) : undefined)
  return [{ file, written, recursive: true, folder, owner: ownerOf(file) }]
}

/** flux-operator makes a Kustomization of `sync`, named after the namespace unless `name` says otherwise. */
function instancePaths(file: RenderedFile, context: CheckContext): DeliveredPath[] {
  const written = text(file.manifest, 'spec.sync.path')
  if (written === undefined || text(file.manifest, 'spec.sync.url') !== context.fleet.git.repository) return []
  const { namespace } = file.manifest.metadata
  const name = text(file.manifest, 'spec.sync.name') ?? namespace
  const owner = `kustomize.toolkit.fluxcd.io/Kustomization ${namespace}/${name}`
  return [{ file, written, recursive: true, folder: inDist(written, context), owner }]
}

/** Whether a Kustomization reads from a source that is rendered and is not the repository of dist. */
function isForeign(file: RenderedFile, context: CheckContext): boolean {
  const ref = field(file.manifest, 'spec.sourceRef')
  const url = text(sourceOf(file, ref, context)?.manifest, 'spec.url')
  return url !== undefined && text(ref, 'kind') === 'GitRepository' && url !== context.fleet.git.repository
}

function ownerOf({ manifest }: RenderedFile): string {
  return `${groupKind(manifest)} ${manifest.metadata.namespace}/${manifest.metadata.name}`
}

function inDist(written: string, { fleet }: CheckContext): string | undefined {
  const path = tidy(written)
  const prefix = `${tidy(fleet.git.path)}/`
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined
}

function tidy(path: string): string {
  return path.replace(/^\.?\//, '').replace(/\/+$/, '')
}
