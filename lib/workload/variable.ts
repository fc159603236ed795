import { Duration } from 'cdk8s'

/** The type of one environment variable: what may be passed, and how a process reads it. */
export interface Variable<T> {
  /** What is expected, as a reader would say it: `a whole number from 1 to 9`. */
  readonly expects: string
  /** The text a process gets; absent where the value is not of this type. */
  readonly format: (value: unknown) => string | undefined
  /** @default none: an environment has to provide the value */
  readonly default?: T
}

export type Variables = Readonly<Record<string, Variable<never> | Variable<unknown>>>

/** The values an environment may provide for the variables of a workload. */
export type Values<V extends Variables> = { readonly [K in keyof V]?: V[K] extends Variable<infer T> ? T : never }

interface Default<T> {
  readonly default?: T
}

const variable = <T>(
  expects: string,
  format: (value: unknown) => string | undefined,
  options: Default<T> = {},
): Variable<T> => ({ expects, format, ...(options.default === undefined ? {} : { default: options.default }) })

/** Any text; an empty one is refused, because nobody can tell it from a forgotten one. */
export const text = (options?: Default<string>): Variable<string> =>
  variable(
    'a text that is not empty',
    value => (typeof value === 'string' && value !== '' ? value : undefined),
    options,
  )

/** A whole number, bounds included. */
export const integer = (options: Default<number> & { min?: number; max?: number } = {}): Variable<number> => {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options
  const bounds = [options.min === undefined ? '' : ` from ${min}`, options.max === undefined ? '' : ` up to ${max}`]
  return variable(
    `a whole number${bounds.join('')}`,
    value => (Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max ? String(value) : undefined),
    options,
  )
}

/** A finite number. */
export const decimal = (options?: Default<number>): Variable<number> =>
  variable('a number', value => (Number.isFinite(value) ? String(value) : undefined), options)

/** `true` or `false`. */
export const flag = (options?: Default<boolean>): Variable<boolean> =>
  variable('true or false', value => (typeof value === 'boolean' ? String(value) : undefined), options)

/** One of the words given. */
export const oneOf = <const W extends string>(words: readonly [W, ...W[]], options?: Default<W>): Variable<W> =>
  variable(`one of ${words.join(', ')}`, value => words.find(word => word === value), options)

/** An absolute URL without a password in it. */
export const url = (options?: Default<string>): Variable<string> =>
  variable(
    'an absolute URL without a password',
    value => {
      if (typeof value !== 'string' || !URL.canParse(value)) return undefined
      const { password, protocol } = new URL(value)
      return password === '' && /^[a-z][a-z0-9+.-]*:$/.test(protocol) && value.includes('//') ? value : undefined
    },
    options,
  )

/** A span of time; a process reads it as seconds, `90s`. */
export const duration = (options?: Default<Duration>): Variable<Duration> =>
  variable('a Duration', value => (value instanceof Duration ? `${value.toSeconds()}s` : undefined), options)
