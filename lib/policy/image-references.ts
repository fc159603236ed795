import { Evaluation } from './expressions.ts'
import type { Expressions, Located } from './expressions.ts'

/** Which images a policy is about: a glob, or an expression over `ref`. */
export interface ImageReference {
  readonly glob?: string
  readonly expression?: string
}

/** Tells whether a policy is about an image; about all of them where it names none. */
export function imageMatcher(
  references: readonly ImageReference[],
  expressions: Expressions,
): (image: string, evaluation: Evaluation) => boolean {
  const matchers = references.map(({ glob, expression }, i) => {
    if (glob !== undefined && glob !== '') {
      const pattern = globPattern(glob)
      return (image: string) => pattern.test(image)
    }
    const located = expressions.compile(expression, `spec.matchImageReferences[${i}].expression`, ['bool'])
    return (image: string, evaluation: Evaluation) => located !== undefined && holds(located, image, evaluation)
  })
  return (image, evaluation) => matchers.length === 0 || matchers.some(matches => matches(image, evaluation))
}

function holds(located: Located, image: string, { globals }: Evaluation): boolean {
  return new Evaluation({ ...globals, ref: image }).holds(located)
}

/** `*` is any text, `?` one character, `{a,b}` either, `[abc]` one of them. @see https://pkg.go.dev/github.com/gobwas/glob */
function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*+|[.+^$()|\\]|[?{},]/g, part => {
    if (part.startsWith('*')) return '.*'
    return { '?': '.', '{': '(?:', '}': ')', ',': '|' }[part] ?? `\\${part}`
  })
  return new RegExp(`^${source}$`, 's')
}
