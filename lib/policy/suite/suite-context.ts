import { search } from '@jmespath-community/jmespath'
import { nameOf, ObjectStore } from '../context.ts'
import type { AnyObject } from '../request.ts'
import type { ApiCallResponse, ContextFile, GlobalContextEntry, TestFile, Values } from './test-file.ts'
import type { Context } from '../context.ts'
import type { Definitions } from '../resource-name.ts'

interface Sources {
  readonly test: TestFile
  readonly values: Values
  readonly definitions: Definitions
  readonly parameters: readonly AnyObject[]
  /** Everything that the suite's cluster would hold. */
  readonly objects: readonly AnyObject[]
  /** The file that `context` names. */
  readonly given: readonly ContextFile[]
  readonly objectsOf: (paths: readonly string[]) => readonly AnyObject[]
}

/**
 * What policies of a suite may look up. As in Kyverno's CLI: with `clusterResources` they see those and all objects of
 * the suite, otherwise only what the context file gives.
 */
export function contextOf({ test, values, definitions, given, ...rest }: Sources): Context {
  const hasCluster = (test.clusterResources ?? []).length > 0
  const spec = given.flatMap(file => file.spec ?? [])
  const images = new Map(spec.flatMap(({ images: list = [] }) => list.map(image => [image.image, image] as const)))
  const namespaces = new Map(namespacesOf(values).map(namespace => [nameOf(namespace), namespace]))
  return {
    namespace: name => namespaces.get(name) ?? remember(namespaces, bare(name)),
    objects: hasCluster
      ? new ObjectStore(rest.objects, { definitions })
      : new ObjectStore(
          spec.flatMap(({ resources = [] }) => resources),
          { complete: false, definitions },
        ),
    image: reference => images.get(reference),
    globals: Object.fromEntries(
      (test.globalContextEntries ?? []).map(entry => [entry.name, globalData(entry, rest.objectsOf)]),
    ),
    http: Object.fromEntries((test.apiCallResponses ?? []).map(answer)),
    parameters: rest.parameters,
    parametersAsList: true,
  }
}

function remember(namespaces: Map<string, AnyObject>, namespace: AnyObject): AnyObject {
  namespaces.set(nameOf(namespace), namespace)
  return namespace
}

/** The Namespaces that the values file describes; `namespaces` outranks `namespaceSelector`. */
function namespacesOf({ namespaceSelector = [], namespaces = [] }: Values): readonly AnyObject[] {
  const selected = namespaceSelector.map(({ name, labels = {} }) => ({ ...bare(name), metadata: { name, labels } }))
  return [...selected, ...namespaces]
}

function bare(name: string): AnyObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } }
}

function answer({ method = '', url = '', urlPath = '', response }: ApiCallResponse): [string, unknown] {
  const address = url || urlPath
  const key = method.trim() === '' ? address : `${method.trim().toUpperCase()}:${address}`
  return [key, { body: response.body ?? null, statusCode: response.statusCode || 200 }]
}

function globalData(entry: GlobalContextEntry, objectsOf: Sources['objectsOf']): unknown {
  const { data, resources, resourceFiles, fieldPath, projections = [] } = entry
  const files = resourceFiles && objectsOf(resourceFiles)
  const root = resources || files ? [...(resources ?? []), ...(files ?? [])] : (data ?? null)
  const part = fieldPath ? query(root, fieldPath) : root
  if (projections.length === 0) return part
  return Object.fromEntries(projections.map(({ name, path }) => [name, query(part, path)]))
}

type Json = Parameters<typeof search>[0]

function query(data: unknown, path: string): unknown {
  return search(data as Json, path)
}
