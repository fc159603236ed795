/** The folders of the repository, lowest first: each may import from itself and from what stands before it. */
const layers = ['lib', 'platform', 'tenants', 'apps']

/**
 * The folders of lib in the same order; folders in one group do not know each other.
 * Constructs (what users write) and the renderer (what writes them) are apart: see `apart`.
 */
const groups = [
  ['manifest'],
  ['finding'],
  ['fleet'],
  ['unit'],
  ['cel'],
  ['kyverno', 'slo'],
  ['flagger'],
  ['tenant'],
  ['workload'],
  ['policy', 'delivery'],
  ['render'],
  ['check'],
  ['review'],
  ['cli'],
]

const constructs = ['kyverno', 'slo', 'flagger', 'tenant', 'workload']

/** Constructs do not know how they are written; the renderer does not know which constructs exist. */
const apart = ['delivery', 'render'].flatMap(target =>
  constructs.map(from =>
    zone(`./lib/${target}`, `./lib/${from}`, `lib/${target} must not know which constructs exist`),
  ),
)

const roots = ['./estate.ts', './main.ts', './cli.ts']

function zone(target, from, message) {
  return { target, from, message }
}

/** A folder with every folder that stands after it, which it must not import. */
function ordered(folders, prefix) {
  return folders.flatMap((group, i) =>
    group.flatMap(target =>
      [...group.filter(other => other !== target), ...folders.slice(i + 1).flat()].map(from =>
        zone(
          `${prefix}${target}`,
          `${prefix}${from}`,
          `${prefix.slice(2)}${target} must not know ${prefix.slice(2)}${from}`,
        ),
      ),
    ),
  )
}

const contractOnly = ['tenants', 'apps'].map(target => ({
  ...zone(`./${target}`, './platform', `${target}/ may import platform/contract.ts only`),
  except: ['contract.ts'],
}))

export const zones = [
  ...ordered(
    layers.map(layer => [layer]),
    './',
  ),
  ...ordered(groups, './lib/'),
  ...apart,
  ...contractOnly,
  ...layers.flatMap(layer => roots.map(root => zone(`./${layer}`, root, `${layer}/ must not know ${root.slice(2)}`))),
]
