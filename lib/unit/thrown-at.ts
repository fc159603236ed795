import { relativeFile } from './defined-at.ts'

/** An error that somebody's code threw, in words that fit a finding. */
export interface Thrown {
  /** Its first line. */
  readonly message: string
  /** Files of the repository as `file:line`: where it was thrown, and the definition that led there. */
  readonly places: readonly string[]
}

export function thrownAt(error: unknown): Thrown {
  if (!(error instanceof Error)) return { message: `${String(error)} (not an Error)`, places: [] }
  const [message = ''] = (error.message || error.name).split('\n')
  const frames = [...(error.stack ?? '').matchAll(/^ {4}at .*?((?:file:\/\/)?\/[^()\n]+?):(\d+):\d+\)?$/gm)]
    .map(([, file = '', line = '']) => `${relativeFile(file)}:${line}`)
    .filter(place => !place.startsWith('..') && !place.startsWith('node_modules/'))
  const definition = frames.find(place => !place.startsWith('lib/'))
  return { message, places: [...new Set([frames[0], definition])].filter(place => place !== undefined) }
}

/** `at <file:line>, called from <file:line>`, as far as known. */
export function describePlaces({ places }: Thrown): string {
  return places.length === 0 ? 'outside the repository' : `at ${places.join(', called from ')}`
}
