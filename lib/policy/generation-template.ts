import { CORE_SCHEMA, loadAll } from 'js-yaml'
import { CelError } from '../cel/cel-error.ts'
import { set, toJson } from '../cel/json.ts'
import { splitPlaceholders } from './placeholders.ts'
import type { AnyObject } from './request.ts'
import type { Evaluation, Expressions, Located } from './expressions.ts'

/** YAML of the objects to create; `((expression))` in its values where `interpolate` is `CEL`. */
export interface TemplateSpec {
  readonly value: string
  readonly interpolate?: string
}

type Render = (evaluation: Evaluation) => unknown

interface Place {
  readonly path: string
  readonly expressions: Expressions
}

/** Compiles a template; what it renders are the objects of its documents. */
export function compileTemplate(
  template: TemplateSpec,
  path: string,
  expressions: Expressions,
): (evaluation: Evaluation) => AnyObject[] {
  const place = { path, expressions }
  try {
    const documents = loadAll(template.value, { schema: CORE_SCHEMA }).filter(
      document => document !== null && document !== undefined,
    )
    if (documents.length === 0) expressions.problems.push({ path, message: 'template holds no document' })
    const interpolated = template.interpolate?.toLowerCase() === 'cel'
    const renders = documents.map(document => (interpolated ? compileNode(document, place) : () => document))
    return evaluation => renders.map(render => objectOf(render(evaluation)))
  } catch (error) {
    expressions.problems.push({ path, message: (error as Error).message.split('\n')[0]! })
    return () => []
  }
}

function objectOf(value: unknown): AnyObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as AnyObject
  throw new CelError('a document of the template is not an object')
}

function compileNode(node: unknown, place: Place): Render {
  if (typeof node === 'string') return compileText(node, place)
  if (Array.isArray(node)) {
    const items = node.map(item => compileNode(item, place))
    return evaluation => items.map(render => render(evaluation))
  }
  if (typeof node !== 'object' || node === null) return () => node
  const fields = Object.entries(node).map(([key, value]) => {
    if (key.includes('((')) throw new Error(`placeholders are not supported in keys: '${key}'`)
    return [key, compileNode(value, place)] as const
  })
  return evaluation => {
    const out: Record<string, unknown> = {}
    for (const [key, render] of fields) set(out, key, render(evaluation))
    return out
  }
}

/** A text that is one placeholder takes its value, whatever the type; otherwise placeholders print scalars. */
function compileText(text: string, { path, expressions }: Place): Render {
  const parts = splitPlaceholders(text)
  const compiled = parts.map(part => (part.expression ? expressions.compile(part.text, path, ['dyn']) : part.text))
  if (parts.length === 1 && parts[0]!.expression) {
    const [only] = compiled as [Located | undefined]
    return evaluation => (only === undefined ? null : toJson(evaluation.run(only)))
  }
  return evaluation =>
    compiled.map(part => (typeof part === 'object' ? scalar(evaluation, part) : (part ?? ''))).join('')
}

function scalar(evaluation: Evaluation, located: Located): string {
  const value = toJson(evaluation.run(located))
  if (value === null || typeof value === 'object')
    throw new CelError(`placeholder '${located.program.source}' inside a text must give a scalar`)
  return String(value)
}
