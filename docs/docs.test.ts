import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { workingCopy, type WorkingCopy } from '../lib/cli/testing/working-copy.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const markdown = (folder: string) => readdirSync(join(root, folder)).filter(file => file.endsWith('.md'))

const pages = ['README.md', 'CONTRIBUTING.md', ...markdown('docs').map(file => `docs/${file}`)]
const decisions = markdown('docs/adr').map(file => `docs/adr/${file}`)
const runbooks = markdown('docs/runbooks').map(file => `docs/runbooks/${file}`)

/** A fenced block of a page. */
interface Block {
  readonly language: string
  /** What the comment above the block says: the file it is, or the command that prints it. */
  readonly title: string | undefined
  readonly text: string
}

function blocksOf(page: string): Block[] {
  const fence = /(?:<!-- (.*?) -->\n\n)?^```(\S*)\n([^]*?)^```$/gm
  return [...read(page).matchAll(fence)].map(([, title, language = '', text = '']) => ({ title, language, text }))
}

/** Languages that a test of this file or a reader executes; `console` is for what takes a cluster or an hour. */
const languages = ['sh', 'ts', 'text', 'mermaid', 'console', 'yaml']

let copy: WorkingCopy | undefined
afterEach(() => {
  copy?.remove()
  copy = undefined
})

/** The whole of these two runs in .ci/run: installing would replace the modules that this test runs on, testing would not end. */
const elsewhere = /\bnpm (ci|test)\b/g

function run(page: string, line: string): string {
  const { status, stdout, stderr } = copy!.sh(line.replace(elsewhere, 'true'))
  expect(status, `${page}: ${line}\n${stdout}${stderr}`).toBe(0)
  return stdout
}

test.each(pages)(
  '%s: every command runs, every example compiles, every listing is what is printed',
  page => {
    const blocks = blocksOf(page)
    expect(blocks.filter(({ language }) => !languages.includes(language))).toEqual([])
    copy = workingCopy()
    const examples: string[] = []
    for (const { language, title, text } of blocks) {
      if (language === 'sh') run(page, text)
      if (language === 'text' && title !== undefined) expect(text, `${page}: ${title}`).toBe(run(page, title))
      if (language === 'ts') examples.push(example(page, title, text))
    }
    const config = { extends: './tsconfig.json', include: [], files: ['estate.ts', ...examples] }
    writeFileSync(join(copy.root, 'tsconfig.docs.json'), JSON.stringify(config))
    run(page, 'npx tsc --project tsconfig.docs.json')
  },
  300_000,
)

/** Where an example stands: a file that is here already must be what the page shows. */
function example(page: string, title: string | undefined, text: string): string {
  expect(title, `${page}: name the file of\n${text}`).toBeDefined()
  const path = [title!, `${page.replace(/\.md$/, '')}/${title}`].find(each => existsSync(join(root, each)))
  if (path !== undefined) expect(text, path).toBe(read(path))
  else writeFileSync(join(copy!.root, title!), text)
  return path ?? title!
}

test.each([...pages, ...decisions, ...runbooks])('%s: every link leads somewhere', page => {
  const links = [...read(page).matchAll(/\]\((?!https:\/\/)([^)#]+)/g)].map(([, link]) => link!)
  expect(links.filter(link => !existsSync(join(root, normalize(join(dirname(page), link)))))).toEqual([])
})

test('every decision has a number of its own and a line in the index', () => {
  const numbered = decisions.filter(path => !path.endsWith('README.md'))
  const titles = numbered.map(path => {
    const [title = ''] = read(path).split('\n')
    const file = path.replace('docs/adr/', '')
    expect(title.slice(2, 6), path).toBe(file.slice(0, 4))
    return `- [${title.slice(2)}](${file})`
  })
  expect(new Set(numbered.map(path => path.slice(9, 13))).size).toBe(numbered.length)
  expect(
    read('docs/adr/README.md')
      .split('\n')
      .filter(line => line.startsWith('- ')),
  ).toEqual(titles.sort())
})
