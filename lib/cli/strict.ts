import type { ArgDef, ArgsDef, CommandDef, Resolvable } from 'citty'
import { nearest } from '../finding/nearest.ts'

/** A command of the tree, with the names that lead to it. */
export interface Called {
  readonly command: CommandDef
  /** e.g. `['waybill', 'new', 'tenant']`. */
  readonly path: readonly string[]
  /** What was written after its name. */
  readonly rest: readonly string[]
}

/** Words that every command understands. */
const help = ['--help', '-h']

/** The command that arguments call. An unknown name calls the command above it. */
export async function called(root: CommandDef, argv: readonly string[]): Promise<Called> {
  const { name = 'waybill' } = (await resolved(root.meta)) ?? {}
  let found: Called = { command: root, path: [name], rest: argv }
  for (;;) {
    const commands: Record<string, Resolvable<CommandDef>> = (await resolved(found.command.subCommands)) ?? {}
    const [word = '', ...rest] = found.rest
    const next = Object.hasOwn(commands, word) ? await resolved(commands[word]) : undefined
    if (next === undefined) return found
    found = { command: next, path: [...found.path, word], rest }
  }
}

/** What is wrong with the arguments of a command, each as one line with the nearest right word; citty lets them pass. */
export async function refused({ command, path, rest }: Called): Promise<string[]> {
  const commands = Object.keys((await resolved(command.subCommands)) ?? {})
  if (commands.length > 0) return wrongCommand(rest[0], commands, path)
  const args: ArgsDef = (await resolved(command.args)) ?? {}
  const more = `; see \`${path.join(' ')} --help\``
  return [...wrongWords(rest, args), ...missingFlags(rest, args)].map(problem => `${path.join(' ')}: ${problem}${more}`)
}

function wrongCommand(word: string | undefined, commands: readonly string[], path: readonly string[]): string[] {
  const list = commands.join(', ')
  if (word === undefined) return [`${path.join(' ')}: no command given; use one of ${list}`]
  const what = word.startsWith('-') ? 'flag' : 'command'
  const near = nearest(word, what === 'flag' ? help : commands)
  return [
    `${path.join(' ')}: unknown ${what} "${word}"; ${near === undefined ? `use one of ${list}` : `use "${near}"`}`,
  ]
}

function wrongWords(words: readonly string[], args: ArgsDef): string[] {
  const flags = flagsOf(args)
  const positionals = Object.entries(args).filter(([, { type }]) => type === 'positional')
  const problems: string[] = []
  let given = 0
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (!word.startsWith('-') || word === '-') {
      given++
      if (given > positionals.length) problems.push(`unexpected argument "${word}"; remove it`)
      continue
    }
    const [name = '', ...value] = word.split('=')
    const flag = flags.get(name)
    if (flag === undefined) {
      const near = nearestFlag(name, flags)
      problems.push(
        `unknown flag "${name}"; use ${near === undefined ? `one of ${known(flags).join(', ')}` : `"${near}"`}`,
      )
      const meant = flags.get(near ?? '')
      if (value.length === 0 && meant !== undefined && meant.type !== 'boolean') i++
    } else if (flag.type === 'boolean') {
      if (value.length > 0) problems.push(`flag "${name}" takes no value; write "${name}" alone`)
    } else problems.push(...wrongValue(name, flag, value.length > 0 ? value.join('=') : words[++i]))
  }
  const missing = positionals.slice(given).filter(([, { required, default: value }]) => required !== false && !value)
  return [...problems, ...missing.map(([name]) => `argument <${name}> is missing; write it`)]
}

function missingFlags(words: readonly string[], args: ArgsDef): string[] {
  return Object.entries(args)
    .filter(([, arg]) => arg.type !== 'positional' && arg.required === true && arg.default === undefined)
    .filter(([name]) => !words.some(word => word === `--${name}` || word.startsWith(`--${name}=`)))
    .map(([name]) => `flag "--${name}" is missing; write it`)
}

function wrongValue(name: string, flag: ArgDef, value: string | undefined): string[] {
  if (value === undefined || value === '' || value.startsWith('--'))
    return [`flag "${name}" needs a value; write it after the flag`]
  const options = (flag.type === 'enum' && flag.options) || []
  if (options.length === 0 || options.includes(value)) return []
  const near = nearest(value, options)
  const fix = near === undefined ? `use one of ${options.join(', ')}` : `use "${near}"`
  return [`flag "${name}" knows no "${value}"; ${fix}`]
}

function flagsOf(args: ArgsDef): ReadonlyMap<string, ArgDef> {
  const flags = Object.entries(args).filter(([, { type }]) => type !== 'positional')
  return new Map([
    ...flags.map(([name, arg]) => [`--${name}`, arg] as const),
    ...flags.filter(([, { type }]) => type === 'boolean').map(([name, arg]) => [`--no-${name}`, arg] as const),
    ...flags.flatMap(([, arg]) =>
      ('alias' in arg ? [arg.alias ?? []].flat() : []).map(
        alias => [alias.length > 1 ? `--${alias}` : `-${alias}`, arg] as const,
      ),
    ),
  ])
}

function nearestFlag(name: string, flags: ReadonlyMap<string, ArgDef>): string | undefined {
  return nearest(name, name.startsWith('--no-') ? [...flags.keys(), ...help] : known(flags))
}

function known(flags: ReadonlyMap<string, ArgDef>): string[] {
  return [...flags.keys(), ...help].filter(flag => !flag.startsWith('--no-'))
}

export async function resolved<T>(value: Resolvable<T> | undefined): Promise<T | undefined> {
  return typeof value === 'function' ? await (value as () => T | Promise<T>)() : await value
}
