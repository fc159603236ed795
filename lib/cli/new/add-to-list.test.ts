import { expect, test } from 'vitest'
import { addToList, formatted } from './add-to-list.ts'

const file = `import { audit } from './audit/audit.ts'
import { search } from './search/search.ts'

/** Everything. */
export const components: readonly Unit[] = [audit, search]
`

test('adds the import in order and the entry at the end', async () => {
  const added = addToList(file, { list: 'components', identifier: 'dns', module: './dns/dns.ts' })
  expect(await formatted(added!, 'platform/components.ts')).toBe(`import { audit } from './audit/audit.ts'
import { dns } from './dns/dns.ts'
import { search } from './search/search.ts'

/** Everything. */
export const components: readonly Unit[] = [audit, search, dns]
`)
})

test('adds to an empty list, and before all other imports', () => {
  const text = "import { z } from './z.ts'\nexport const apps = []\n"
  expect(addToList(text, { list: 'apps', identifier: 'a', module: './a.ts' })).toBe(
    "import { a } from './a.ts'\nimport { z } from './z.ts'\nexport const apps = [ a]\n",
  )
})

test('says where there is no such list', () => {
  expect(addToList(file, { list: 'tenants', identifier: 'a', module: './a.ts' })).toBeUndefined()
})
