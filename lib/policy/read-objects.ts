import {
  binaryTag,
  boolYaml11Tag,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  loadAll,
  mapTag,
  mergeTag,
  nullYaml11Tag,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml'
import type { AnyObject } from './request.ts'
import type { Finding } from '../finding/finding.ts'

/** `0644` is 420 to Kubernetes, though YAML 1.2 reads it as 644. */
const integer = defineScalarTag(intCoreTag.tagName, {
  ...intCoreTag,
  resolve: (text, ...rest) => (/^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : intCoreTag.resolve(text, ...rest)),
})

/** YAML as Kubernetes reads it: YAML 1.1 without dates and sexagesimal numbers, which stay strings. */
const kubernetes = new Schema([
  nullYaml11Tag,
  boolYaml11Tag,
  integer,
  floatCoreTag,
  mergeTag,
  binaryTag,
  strTag,
  seqTag,
  mapTag,
])

/** Longest text that is read, in characters: more would take minutes and gigabytes. */
export const longestText = 32 * 1024 * 1024

export interface ReadObjects {
  readonly objects: readonly AnyObject[]
  readonly findings: readonly Finding[]
}

/** The documents of YAML or JSON. @throws Error with one line that says what is wrong */
export function readDocuments(text: string): readonly unknown[] {
  if (text.length > longestText) throw new Error(`holds ${text.length} characters, more than ${longestText}`)
  try {
    return loadAll(text, { schema: kubernetes }).filter(document => document !== null && document !== undefined)
  } catch (error) {
    throw new Error(`is not YAML: ${(error as Error).message.split('\n')[0]}`)
  }
}

/** The Kubernetes objects of a text, Lists taken apart. What cannot be read is a finding, never an error. */
export function readObjects(text: string, path: string): ReadObjects {
  try {
    const objects: AnyObject[] = []
    const findings: Finding[] = []
    for (const item of readDocuments(text).flatMap(itemsOf)) {
      const problem = problemOf(item)
      if (problem === undefined) objects.push(item as AnyObject)
      else findings.push({ rule: 'policy-input', path, ...problem })
    }
    return { objects, findings }
  } catch (error) {
    const { message } = error as Error
    const fix = 'correct the file or split it'
    return { objects: [], findings: [{ rule: 'policy-input', severity: 'error', path, message, fix }] }
  }
}

function itemsOf(document: unknown): readonly unknown[] {
  const { kind, items } = (document ?? {}) as AnyObject
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items : [document]
}

type Problem = Pick<Finding, 'severity' | 'message' | 'fix'>

/** Why a document is not judged: YAML that is not for Kubernetes at all is only worth a warning. */
function problemOf(item: unknown): Problem | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return { severity: 'error', message: 'holds a document that is not an object', fix: 'write one object a document' }
  }
  const { apiVersion, kind, metadata } = item as AnyObject
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return {
      severity: 'warning',
      message: 'holds an object without apiVersion and kind, which is not judged',
      fix: 'add them, or keep the file elsewhere',
    }
  }
  if (typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata)) return undefined
  return { severity: 'error', message: `holds a ${kind} without metadata`, fix: 'give it a metadata.name' }
}
