import type { Layers } from '../fleet/layers.ts'
import type { AppDefinition, Size } from './app.ts'
import type { Variables } from './variable.ts'

/** All of an app that may differ between clusters. */
export interface AppSettings {
  readonly size: Partial<Size>
  readonly values: Readonly<Record<string, unknown>>
}

type Exceptions = Readonly<Record<string, Partial<AppSettings>>>

/** Size and values as one layered value, so that `explain` shows where each field comes from. */
export function appSettings(definition: Pick<AppDefinition<Variables>, 'size' | 'values'>): Layers<AppSettings> {
  const { size = { default: {} }, values = { default: {} } } = definition
  const exceptions = (from: 'environments' | 'regions' | 'clusters') => together(size[from] ?? {}, values[from] ?? {})
  return {
    default: { size: size.default, values: values.default },
    environments: exceptions('environments'),
    regions: exceptions('regions'),
    clusters: exceptions('clusters'),
  }
}

function together(
  sizes: Readonly<Record<string, Partial<Size>>>,
  values: Readonly<Record<string, object>>,
): Exceptions {
  const names = new Set([...Object.keys(sizes), ...Object.keys(values)])
  return Object.fromEntries(
    [...names].map(name => [
      name,
      { ...(sizes[name] && { size: sizes[name] }), ...(values[name] && { values: { ...values[name] } }) },
    ]),
  )
}
