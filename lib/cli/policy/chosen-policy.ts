import { existsSync, statSync } from 'node:fs'
import { FindingsError, throwErrors } from '../../finding/findings-error.ts'
import type { ClusterTree, TreeFile } from '../../policy/analysis/cluster-tree.ts'
import { companionsOf, isPolicy, PolicyLoader } from '../../policy/analysis/policy-loader.ts'
import type { PolicyFor } from '../../policy/analysis/shadow.ts'
import { nameOf } from '../../policy/context.ts'
import { readTree } from '../../policy/read-tree.ts'
import { useInstead } from '../../finding/unknown-name.ts'

/**
 * The policy that a command line names: a YAML file, which then guards every cluster, or a name, which stands for what dist
 * holds of it on each cluster. @throws FindingsError with the nearest name
 */
export function chosenPolicy(written: string, trees: readonly ClusterTree[]): PolicyFor {
  if (existsSync(written) && statSync(written).isFile()) {
    const files = policyFile(written)
    return () => files
  }
  const byCluster = new Map(trees.map(({ cluster, files }) => [cluster, named(written, files)]))
  if ([...byCluster.values()].every(files => files.length === 0)) throw unknown(written, trees)
  return cluster => {
    const files = byCluster.get(cluster) ?? []
    return files.length === 0 ? undefined : files
  }
}

function policyFile(path: string): TreeFile[] {
  const { objects, findings } = readTree(path)
  throwErrors(findings)
  const files = objects.map(({ object }, i) => ({ path, oid: `${path}#${i}`, object }))
  const { policies, findings: wrong } = new PolicyLoader().load(files)
  throwErrors(wrong)
  if (policies.length > 0) return files
  throw refused(path, 'holds no policy', 'name a file with a policy of policies.kyverno.io/v1 or an admission policy')
}

function named(name: string, files: readonly TreeFile[]): TreeFile[] {
  const policies = files.filter(file => isPolicy(file) && nameOf(file.object) === name)
  return policies.flatMap(policy => [policy, ...companionsOf(policy, files)])
}

function unknown(written: string, trees: readonly ClusterTree[]): FindingsError {
  const names = new Set(trees.flatMap(({ files }) => files.filter(isPolicy).map(({ object }) => nameOf(object))))
  const fix = `${useInstead(written, names)}, or name a YAML file; dist has a new policy after \`npm run synth\``
  return refused('policy', `"${written}" is neither a policy of dist nor a file`, fix)
}

function refused(path: string, message: string, fix: string): FindingsError {
  return new FindingsError([{ rule: 'unknown-name', severity: 'error', path, message, fix }])
}
