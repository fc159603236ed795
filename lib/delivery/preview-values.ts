import type { Manifest } from '../manifest/manifest.ts'
import { pullRequest } from '../unit/preview.ts'

/**
 * Folder of the repository with the chart that renders what its values list. A chart, because both engines apply one
 * once for each change of its values: what has outlived its time is not put back before the next push.
 */
export const previewChart = 'charts/preview'
export const previewChartVersion = '1.0.0'

/** How an engine's templates read: what opens an expression, and those of the pull request. */
export interface TemplateSyntax {
  readonly open: string
  readonly close: string
  readonly number: string
  readonly commit: string
}

/** The objects as values of the chart, with the engine's expressions where the pull request stands. */
export function previewValues(manifests: readonly Manifest[], syntax: TemplateSyntax): { objects: unknown[] } {
  return { objects: manifests.map(manifest => filledIn(manifest, syntax)) }
}

/** One text with the engine's expressions; what would be read as one is kept as it is. */
export function expression(text: string, { open, close, number, commit }: TemplateSyntax): string {
  return text
    .replaceAll(open, `${open} \`${open}\` ${close}`)
    .replaceAll(pullRequest.number, `${open} ${number} ${close}`)
    .replaceAll(pullRequest.commit, `${open} ${commit} ${close}`)
}

function filledIn(value: unknown, syntax: TemplateSyntax): unknown {
  if (typeof value === 'string') return expression(value, syntax)
  if (Array.isArray(value)) return value.map(each => filledIn(each, syntax))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filledIn(each, syntax)]))
}
