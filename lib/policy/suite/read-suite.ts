import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { clusterScopedKinds, inNamespace } from '../cluster-scope.ts'
import { contextOf } from './suite-context.ts'
import { definitionsIn } from '../resource-name.ts'
import { isException, replacementOf } from '../policy-kinds.ts'
import { loadPolicies } from '../load-policies.ts'
import { nameOf, namespaceOf } from '../context.ts'
import { readDocuments, readObjects } from '../read-objects.ts'
import type { AnyObject } from '../request.ts'
import type { Finding } from '../../finding/finding.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Payload, Subresource, Suite } from './suite.ts'
import type { ClusterResource, TestFile, Values } from './test-file.ts'

export interface SuiteOptions {
  /** The time that `time.now()` gives and exceptions expire by, RFC 3339. */
  readonly now?: string
}

/** Reads the suites of a `kyverno-test.yaml` with all the files they name. Files that are broken are findings. */
export function readSuites(path: string, options: SuiteOptions = {}): readonly Suite[] {
  try {
    const tests = readDocuments(readFileSync(path, 'utf8')) as readonly TestFile[]
    return tests.map(test => readSuite(path, test, options))
  } catch (error) {
    return [{ ...readSuite(path, {}, options), findings: [unreadable(path, (error as Error).message)] }]
  }
}

/** Reads what one test names; `path` is the file that its paths are relative to. */
export function readSuite(path: string, test: TestFile, options: SuiteOptions): Suite {
  return new SuiteReader(path, test).read(options)
}

class SuiteReader {
  readonly #path: string
  readonly #test: TestFile
  readonly #findings: Finding[] = []

  constructor(path: string, test: TestFile) {
    this.#path = path
    this.#test = test
  }

  read({ now }: SuiteOptions): Suite {
    const test = this.#test
    const manifests = this.#objects(test.policies) as readonly Manifest[]
    const exceptions = (this.#objects(test.exceptions) as readonly Manifest[]).filter(isException)
    const { policies, findings } = loadPolicies([...manifests, ...exceptions], { pathOf: () => this.#path })
    const values = test.values ?? this.#documents<Values>(only(test.variables))[0] ?? {}
    const [user] = this.#documents<{ userInfo?: AnyObject }>(only(test.userinfo))
    const operation = values.globalValues?.['request.operation']
    return {
      name: test.metadata?.name ?? test.name ?? '',
      path: this.#path,
      policies,
      legacy: manifests.filter(replacementOf).map(({ metadata }) => metadata.name),
      payloads: this.#payloads(),
      ...this.#world(values, now),
      userInfo: user?.userInfo ?? {},
      operation: operation === 'UPDATE' || operation === 'DELETE' ? operation : 'CREATE',
      subresources: (values.subresources ?? []).map(subresourceOf),
      expectations: test.results ?? [],
      files: this.#expected(),
      findings: [...this.#findings, ...findings],
    }
  }

  /** The objects to judge, and those that policies may look up. */
  #world(values: Values, now: string | undefined): Pick<Suite, 'resources' | 'targets' | 'context' | 'definitions'> {
    const test = this.#test
    const cluster = this.#documents<ClusterResource>(test.clusterResources).map(({ spec = {} }) => spec)
    const crds = this.#objects(cluster.flatMap(spec => spec.crds ?? []))
    const custom = clusterScopedKinds(crds)
    const placed = (paths?: readonly string[]) =>
      this.#objects(paths).map(object => inNamespace(nonNull(object) as AnyObject, custom))
    const [resources, targets, parameters] = [test.resources, test.targetResources, test.paramResources].map(placed)
    const definitions = definitionsIn(crds)
    const context = contextOf({
      test,
      values,
      definitions,
      parameters: parameters!,
      objects: [resources!, targets!, parameters!, crds, cluster.flatMap(spec => spec.resources ?? [])].flat(),
      given: this.#documents(only(test.context)),
      objectsOf: paths => this.#objects(paths),
    })
    const timed = now === undefined ? context : { ...context, now }
    return { resources: distinct(resources!), targets: distinct(targets!), context: timed, definitions }
  }

  #payloads(): readonly Payload[] {
    const { jsonPayload, jsonPayloads = [], httpPayloads = [], envoyPayloads = [] } = this.#test
    const read = (mode: Payload['mode'], names: readonly string[]) =>
      names.flatMap(name => this.#documents<AnyObject>([name]).map(data => ({ name, mode, data })))
    return [
      ...read('JSON', [...only(jsonPayload), ...jsonPayloads]),
      ...read('HTTP', httpPayloads),
      ...read('Envoy', envoyPayloads),
    ]
  }

  /** The objects that expectations compare with, by the file's name as they write it. */
  #expected(): ReadonlyMap<string, readonly AnyObject[]> {
    const names = (this.#test.results ?? []).flatMap(
      ({ patchedResources, generatedResource, generatedResources = [] }) => [
        ...only(patchedResources),
        ...only(generatedResource),
        ...generatedResources,
      ],
    )
    return new Map([...new Set(names)].map(name => [name, this.#objects([name])]))
  }

  #objects(paths: readonly string[] | undefined): readonly AnyObject[] {
    return this.#files(paths).flatMap(([file, text]) => {
      const { objects, findings } = readObjects(text, file)
      this.#findings.push(...findings)
      return objects
    })
  }

  #documents<T>(paths: readonly string[] | undefined): readonly T[] {
    return this.#files(paths).flatMap(([file, text]) => {
      try {
        return readDocuments(text) as readonly T[]
      } catch (error) {
        this.#findings.push(unreadable(file, (error as Error).message))
        return []
      }
    })
  }

  /** Names and texts of files; a folder stands for the YAML files in it. */
  #files(paths: readonly string[] = []): readonly (readonly [string, string])[] {
    return paths.flatMap(path => {
      const file = join(dirname(this.#path), path)
      try {
        if (!statSync(file).isDirectory()) return [[file, readFileSync(file, 'utf8')] as const]
        return this.#files(
          readdirSync(file)
            .filter(name => /\.ya?ml$/.test(name))
            .sort()
            .map(name => join(path, name)),
        )
      } catch (error) {
        this.#findings.push(unreadable(file, `cannot be read: ${(error as NodeJS.ErrnoException).code}`))
        return []
      }
    })
  }
}

/** The first of each object: a file may be named twice. */
function distinct(objects: readonly AnyObject[]): readonly AnyObject[] {
  const identity = (object: AnyObject) =>
    [object.apiVersion, object.kind, namespaceOf(object), nameOf(object)].join(' ')
  return [...new Map(objects.toReversed().map(object => [identity(object), object])).values()].toReversed()
}

/** A path as a list of one; of none where there is none. */
function only(path: string | undefined): readonly string[] {
  return path ? [path] : []
}

function unreadable(path: string, message: string): Finding {
  return { rule: 'policy-input', severity: 'error', path, message, fix: 'correct the file or its path in the test' }
}

function subresourceOf({ subresource, parentResource }: NonNullable<Values['subresources']>[number]): Subresource {
  const apiVersion = ({ group, version }: { group?: string; version: string }) =>
    group ? `${group}/${version}` : version
  return {
    apiVersion: apiVersion(subresource),
    kind: subresource.kind,
    parent: { apiVersion: apiVersion(parentResource), kind: parentResource.kind },
    name: subresource.name.split('/')[1] ?? '',
  }
}

const maps = new Set(['annotations', 'labels', 'matchLabels', 'nodeSelector', 'data', 'stringData'])

/** Charts leave keys such as `annotations:` without a value; they mean an empty map. */
function nonNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nonNull)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, item === null && maps.has(key) ? {} : nonNull(item)]),
  )
}
