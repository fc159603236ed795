import process from 'node:process'

/** Shows on one line of a terminal what takes longer than a second. */
export interface Progress {
  /** Says what is being done; costs nothing more than a clock reading when there is nothing to show. */
  readonly step: (text: string) => void
  /** Clears the line. */
  readonly done: () => void
}

const patience = 1000
const interval = 100

/** Progress on standard error; silent in a pipe. It shows at each step, since rendering leaves no room for timers. */
export function progress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const start = performance.now()
  let last = 0
  return {
    step(text) {
      const now = performance.now()
      if (!stream.isTTY || now - start < patience || now - last < interval) return
      last = now
      stream.write(`\r\u{1b}[2K${text.slice(0, stream.columns - 1)}`)
    },
    done() {
      if (last > 0) stream.write('\r\u{1b}[2K')
    },
  }
}
