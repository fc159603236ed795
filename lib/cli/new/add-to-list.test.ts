import { expect, test } from 'vitest'
import { addToList, formatted } from './add-to-list.ts'

const file = `import { audit } from './audit/audit.ts'
import { search } from './search/search.ts'

/** Everything. */
export const components: readonly Unit[] = [audit, search]
`

test('adds the import and the entry where the order of the others puts them', async () => {
  const added = addToList(file, { list: 'components', entry: 'dns', module: './dns/dns.ts' })
  expect(await formatted(added!, 'platform/components.ts')).toBe(`import { audit } from './audit/audit.ts'
import { dns } from './dns/dns.ts'
import { search } from './search/search.ts'

/** Everything. */
export const components: readonly Unit[] = [audit, dns, search]
`)
})

test('adds at the end of a list in no order, and a text without an import', () => {
  const text = "const groups: readonly string[] = [\n  'b',\n  'a',\n]\n"
  expect(addToList(text, { list: 'groups', entry: "'aa'" })).toBe(
    "const groups: readonly string[] = ['b', 'a', 'aa']\n",
  )
})

test('adds to an empty list, and before all other imports', () => {
  const text = "import { z } from './z.ts'\nexport const apps = []\n"
  expect(addToList(text, { list: 'apps', entry: 'a', module: './a.ts' })).toBe(
    "import { a } from './a.ts'\nimport { z } from './z.ts'\nexport const apps = [a]\n",
  )
})

test('says where there is no such list', () => {
  expect(addToList(file, { list: 'tenants', entry: 'a', module: './a.ts' })).toBeUndefined()
})
