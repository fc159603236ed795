import { Script } from 'node:vm'

/**
 * The name of a definition as an identifier: `fraud-desk` is `fraudDesk`. Where that is a word of the language or
 * stands in one of the modules already, its kind helps: `data` is `dataComponent`, `7zip` is `app7zip`.
 */
export function identifier(name: string, kind: string, modules: readonly string[]): string {
  const declared = modules.flatMap(text => text.split('\n').filter(line => /^(import|export|const) /.test(line)))
  const isFree = (id: string) => isBindable(id) && !declared.some(line => new RegExp(`\\b${id}\\b`).test(line))
  const camel = camelCase(name)
  const candidates = [camel, `${camel}${capitalized(kind)}`, `${kind}${capitalized(camel)}`]
  return candidates.find(isFree) ?? `${kind}Named${capitalized(camel)}`
}

function camelCase(name: string): string {
  return name.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function capitalized(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

/** Parses only: nothing runs. In an async function `await` is reserved too, as it is in a module. */
function isBindable(id: string): boolean {
  try {
    return new Script(`'use strict'; async () => { const ${id} = 0 }`) instanceof Script
  } catch {
    return false
  }
}
