export interface Part {
  readonly text: string
  /** Whether the text is the expression of a placeholder. */
  readonly expression: boolean
}

/** Splits a text into what is literal and what stands in `((` and `))`; `\((` is a literal `((`. @throws Error */
export function splitPlaceholders(text: string): readonly Part[] {
  const parts: Part[] = []
  let literal = ''
  for (let i = 0; i < text.length;) {
    if (text.startsWith('\\((', i)) {
      literal += '(('
      i += 3
    } else if (text.startsWith('((', i)) {
      const end = closing(text, i + 2)
      const expression = text.slice(i + 2, end).trim()
      if (expression === '') throw new Error(`placeholder at ${i} is empty`)
      if (literal !== '') parts.push({ text: literal, expression: false })
      parts.push({ text: expression, expression: true })
      literal = ''
      i = end + 2
    } else literal += text[i++]
  }
  return literal === '' && parts.length > 0 ? parts : [...parts, { text: literal, expression: false }]
}

/** Where the `))` stands that closes a placeholder, over nested parentheses and strings. */
function closing(text: string, start: number): number {
  let depth = 0
  let quote = ''
  for (let i = start; i < text.length; i++) {
    const character = text[i]!
    if (quote !== '') {
      if (character === '\\') i++
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '(') depth++
    else if (character === ')' && depth > 0) depth--
    else if (character === ')' && text[i + 1] === ')') return i
    else if (character === ')') break
  }
  throw new Error(`placeholder at ${start - 2} is not closed`)
}
