import type { CommandDef } from 'citty'
import { wrap } from './report/text.ts'

const details = new WeakMap<object, readonly string[]>()

/** The command with paragraphs that stand below its own usage, and not in the list of commands as its description does. */
export function detailed<T extends object>(command: T, paragraphs: readonly string[]): T {
  details.set(command, paragraphs)
  return command
}

/** Text that ends the usage of a command; empty for most. */
export function detailsOf(command: CommandDef): string {
  return (details.get(command) ?? []).map(paragraph => `${wrap(paragraph, 80).join('\n')}\n`).join('\n')
}
