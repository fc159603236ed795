import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Finding } from '../../finding/finding.ts'
import { throwErrors } from '../../finding/findings-error.ts'
import { addToList, formatted } from './add-to-list.ts'
import type { Scaffold } from './scaffold.ts'

/**
 * Writes the files of a scaffold below `root` and returns their paths. Decides everything before the first write.
 * @throws FindingsError where a file is there already or a list is not found
 */
export async function writeScaffold(root: string, { files, lists }: Omit<Scaffold, 'next'>): Promise<string[]> {
  const texts = new Map(Object.entries(files))
  const findings = [...texts.keys()].filter(path => existsSync(join(root, path))).map(taken)
  for (const { file, ...entry } of lists) {
    const path = join(root, file)
    const text = texts.get(file) ?? (existsSync(path) ? readFileSync(path, 'utf8') : '')
    const added = addToList(text, entry)
    if (added === undefined) findings.push(noList(file, entry.list))
    else texts.set(file, added)
  }
  throwErrors(findings)
  for (const [path, text] of texts) texts.set(path, await formatted(text, join(root, path)))
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return [...texts.keys()]
}

function taken(path: string): Finding {
  return {
    rule: 'new',
    severity: 'error',
    path,
    message: 'is there already',
    fix: 'edit it, or choose another name',
  }
}

function noList(path: string, list: string): Finding {
  const message = `has no list "${list}" written as [ … ]`
  return { rule: 'new', severity: 'error', path, message, fix: `write \`export const ${list} = []\` there` }
}
