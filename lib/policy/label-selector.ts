/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/ */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[]
  }[]
}

type Labels = Readonly<Record<string, string>>
type Requirement = (labels: Labels) => boolean

/** Tells whether labels fit; a selector that is absent or empty fits all. */
export function labelSelector(selector: LabelSelector | undefined): (labels: Labels) => boolean {
  const exact = Object.entries(selector?.matchLabels ?? {}).map(
    ([key, value]): Requirement =>
      labels =>
        labels[key] === value,
  )
  const requirements = [...exact, ...(selector?.matchExpressions ?? []).map(requirement)]
  return labels => requirements.every(fits => fits(labels))
}

/** An operator that does not exist fits nothing: the API server would refuse the selector. */
function requirement({
  key,
  operator,
  values = [],
}: NonNullable<LabelSelector['matchExpressions']>[number]): Requirement {
  switch (operator) {
    case 'In':
      return labels => Object.hasOwn(labels, key) && values.includes(labels[key]!)
    case 'NotIn':
      return labels => !Object.hasOwn(labels, key) || !values.includes(labels[key]!)
    case 'Exists':
      return labels => Object.hasOwn(labels, key)
    case 'DoesNotExist':
      return labels => !Object.hasOwn(labels, key)
    default:
      return () => false
  }
}

export function isEmpty(selector: LabelSelector | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0
}
