import type { OwnedField } from '../../unit/owned-field.ts'

/**
 * A field that another controller owns, as Flux leaves it alone: same form in a Kustomization and in a HelmRelease.
 * Flux reads names as regular expressions that must match all of the name.
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#ignore-rules
 */
export function ignoreRule({ group, kind, name, namespace, pointers }: OwnedField) {
  return {
    paths: [...pointers],
    target: {
      ...(group === '' ? {} : { group: exactly(group) }),
      kind,
      ...(name === undefined ? {} : { name: exactly(name) }),
      ...(namespace === undefined ? {} : { namespace }),
    },
  }
}

function exactly(name: string): string {
  return name.replaceAll('.', '\\.')
}
