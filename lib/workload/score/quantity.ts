const factors: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
}

/** A Kubernetes quantity as a number of its base unit; undefined where it is none. */
export function parseQuantity(text: string): number | undefined {
  const [, amount, suffix = ''] = /^(\d+(?:\.\d+)?)(m|k|M|G|Ki|Mi|Gi)?$/.exec(text) ?? []
  return amount === undefined ? undefined : Number(amount) * factors[suffix]!
}
