import type { Value } from './value.ts'

/** Takes the arguments, the receiver first; where `framed`, the frame before them. */
export type Handler = (...args: never[]) => Value

/**
 * A signature with its handler: `size(string): int`, `string.trim(): string` (a method), `math/abs(int): int` (in a
 * namespace, called as `math.abs(x)`), `math/least(dyn...): dyn` (any number of arguments).
 */
export type Definition = readonly [signature: string, handler: Handler, framed?: 'framed']

export interface Overload {
  /** Types of the arguments, the receiver first. */
  readonly parameters: readonly string[]
  readonly variadic: boolean
  readonly result: string
  readonly framed: boolean
  readonly handler: (...args: Value[]) => Value
}

const shape = /^(?:([\w.]+)([./]))?([\w$]+)\(([^)]*)\): ([\w.:]+)$/

/** Functions by name; `.name` for methods, `namespace/name` for functions of a namespace. */
export class FunctionTable {
  readonly #overloads = new Map<string, Overload[]>()

  constructor(...groups: readonly (readonly Definition[])[]) {
    for (const definition of groups.flat()) this.#add(definition)
  }

  #add([signature, handler, framed]: Definition): void {
    const match = shape.exec(signature)
    if (match === null) throw new Error(`cannot read the signature '${signature}'`)
    const [, owner, separator, name, list, result] = match
    const types = list === '' ? [] : list!.split(', ')
    const variadic = types.at(-1)?.endsWith('...') ?? false
    const parameters = (separator === '.' ? [owner!, ...types] : types).map(type => type.replace('...', ''))
    const key = separator === '.' ? `.${name}` : separator === '/' ? `${owner}/${name}` : name!
    const overload: Overload = {
      parameters,
      variadic,
      result: result!,
      framed: framed !== undefined,
      handler: handler as Overload['handler'],
    }
    this.#overloads.set(key, [...(this.#overloads.get(key) ?? []), overload])
  }

  find(key: string): readonly Overload[] {
    return this.#overloads.get(key) ?? []
  }

  /** Names as they are called, for suggestions. */
  names(): string[] {
    return [...this.#overloads.keys()].map(key => key.replace(/^\./, '').replace('/', '.'))
  }
}

/** Whether an overload takes this many arguments. */
export function takes({ parameters, variadic }: Overload, count: number): boolean {
  return variadic ? count >= parameters.length - 1 : count === parameters.length
}

/** The type of the parameter at an index, the last one repeating where the overload is variadic. */
export function parameterAt({ parameters }: Overload, index: number): string {
  return parameters[Math.min(index, parameters.length - 1)]!
}
