import process from 'node:process'
import { styleText } from 'node:util'

export type Style = 'red' | 'yellow' | 'green' | 'cyan' | 'bold' | 'dim'

/** What a report may rely on where it is shown. */
export interface Screen {
  /** Columns. */
  readonly width: number
  readonly paint: (style: Style, text: string) => string
}

/** A pipe or a file: no colours, lines as long as they are. */
export const plain: Screen = { width: Infinity, paint: (_, text) => text }

/** Standard output as it is now: colours on a terminal only, unless NO_COLOR says no. */
export function stdoutScreen(): Screen {
  const { stdout } = process
  if (!stdout.isTTY) return plain
  return { width: stdout.columns, paint: (style, text) => styleText(style, text, { stream: stdout }) }
}
