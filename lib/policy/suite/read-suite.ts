import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { clusterScopedKinds, inNamespace } from '../cluster-scope.ts'
import { contextOf } from './suite-context.ts'
import { definitionsIn } from '../resource-name.ts'
import { isException, replacementOf } from '../policy-kinds.ts'
import { loadPolicies } from '../load-policies.ts'
import { readDocuments, readObjects } from '../read-objects.ts'
import type { AnyObject } from '../request.ts'
import type { Finding } from '../../finding/finding.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Payload, Subresource, Suite } from './suite.ts'
import type { TestFile, Values } from './test-file.ts'

/** Reads the suites of a `kyverno-test.yaml` with all the files they name. Files that are broken are findings. */
export function readSuites(path: string): readonly Suite[] {
  const tests = readDocuments(readFileSync(path, 'utf8')) as readonly TestFile[]
  return tests.map(test => new SuiteReader(path, test).read())
}

class SuiteReader {
  readonly #path: string
  readonly #test: TestFile
  readonly #findings: Finding[] = []

  constructor(path: string, test: TestFile) {
    this.#path = path
    this.#test = test
  }

  read(): Suite {
    const test = this.#test
    const cluster = this.#documents<{ spec?: { resources?: AnyObject[]; crds?: string[] } }>(test.clusterResources)
    const crds = this.#objects(cluster.flatMap(({ spec }) => spec?.crds ?? []))
    const custom = clusterScopedKinds(crds)
    const placed = (paths?: readonly string[]) =>
      this.#objects(paths).map(object => inNamespace(nonNull(object) as AnyObject, custom))
    const manifests = this.#objects(test.policies) as readonly Manifest[]
    const exceptions = (this.#objects(test.exceptions) as readonly Manifest[]).filter(isException)
    const { policies, findings } = loadPolicies([...manifests, ...exceptions], { pathOf: () => this.#path })
    const values = test.values ?? this.#documents<Values>(test.variables && [test.variables])[0] ?? {}
    const [user] = this.#documents<{ userInfo?: AnyObject }>(test.userinfo && [test.userinfo])
    const [resources, targets, parameters] = [
      placed(test.resources),
      placed(test.targetResources),
      placed(test.paramResources),
    ]
    const definitions = definitionsIn(crds)
    const operation = values.globalValues?.['request.operation']
    return {
      name: test.metadata?.name ?? test.name ?? '',
      path: this.#path,
      policies,
      legacy: manifests.filter(replacementOf).map(({ metadata }) => metadata.name),
      resources,
      targets,
      payloads: this.#payloads(),
      context: contextOf({
        test,
        values,
        definitions,
        parameters,
        objects: [
          ...resources,
          ...targets,
          ...parameters,
          ...crds,
          ...cluster.flatMap(({ spec }) => spec?.resources ?? []),
        ],
        given: this.#documents(test.context && [test.context]),
        objectsOf: paths => this.#objects(paths),
      }),
      definitions,
      userInfo: user?.userInfo ?? {},
      operation: operation === 'UPDATE' || operation === 'DELETE' ? operation : 'CREATE',
      subresources: (values.subresources ?? []).map(subresourceOf),
      expectations: test.results ?? [],
      files: this.#expected(),
      findings: [...this.#findings, ...findings],
    }
  }

  #payloads(): readonly Payload[] {
    const { jsonPayload, jsonPayloads = [], httpPayloads = [], envoyPayloads = [] } = this.#test
    const read = (mode: Payload['mode'], names: readonly string[]) =>
      names.flatMap(name => this.#documents<AnyObject>([name]).map(data => ({ name, mode, data })))
    return [
      ...read('JSON', [...(jsonPayload ? [jsonPayload] : []), ...jsonPayloads]),
      ...read('HTTP', httpPayloads),
      ...read('Envoy', envoyPayloads),
    ]
  }

  /** The objects that expectations compare with, by the file's name as they write it. */
  #expected(): ReadonlyMap<string, readonly AnyObject[]> {
    const names = (this.#test.results ?? []).flatMap(
      ({ patchedResources, generatedResource, generatedResources = [] }) =>
        [patchedResources, generatedResource, ...generatedResources].filter(name => name !== undefined && name !== ''),
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

  #documents<T>(paths: readonly string[] | '' | undefined): readonly T[] {
    return this.#files(paths || []).flatMap(([file, text]) => {
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
