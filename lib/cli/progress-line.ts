/**
 * A line on a terminal that says how far a long run is; nothing in a pipe, and nothing in the first second.
 * It is written when somebody tells it: rendering leaves no room for timers.
 */
export interface ProgressLine {
  readonly show: (text: string) => void
  readonly clear: () => void
}

/** Milliseconds. */
const patience = 1000
const refresh = 100

export function progressLine(
  stream: { readonly isTTY?: boolean; readonly write: (text: string) => unknown },
  now: () => number = () => performance.now(),
): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined }
  let next = now() + patience
  let visible = false
  return {
    show(text) {
      if (now() < next) return
      next = now() + refresh
      visible = true
      stream.write(`\r\u001B[K${text}`)
    },
    clear() {
      if (visible) stream.write('\r\u001B[K')
      visible = false
    },
  }
}
