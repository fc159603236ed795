import { objectRule } from '../object-rule.ts'
import { stringsIn } from '../strings-in.ts'

/** Text that somebody meant to replace. RFC 2606 reserves the hosts for documentation. */
const placeholder =
  /\b(change[-_]?me|replace[-_]?me|fix[-_]?me|TODO|TBD|FIXME|XXX+)\b|<(your|insert|replace)[-_ ][^>]*>|\b(?:[\w-]+\.)*example\.(?:com|org|net)\b/

const settings = (data: object) => ({
  files: { 'prod/platform/web': [{ apiVersion: 'v1', kind: 'ConfigMap', data }] },
})

export const noPlaceholder = objectRule({
  id: 'placeholder',
  lint: 13,
  severity: 'error',
  waivable: true,
  description: 'nothing in dist still waits to be filled in',
  examples: {
    refused: ['CHANGE_ME', 'changeme', 'https://shop.example.com/', 'TODO: ask ops', '<your-token>'].map(text =>
      settings({ text }),
    ),
    allowed: ['https://shop.acme.internal/', 'mastodon', 'example', '<b>your</b>', 'my-example.community'].map(text =>
      settings({ text }),
    ),
  },
  *look({ manifest }) {
    if (manifest.kind === 'CustomResourceDefinition') return // its descriptions are full of examples, and not ours
    for (const [path, text] of stringsIn(manifest)) {
      const found = placeholder.exec(text) ?? /\bchange[-_]?me\b/i.exec(text)
      if (found) yield { message: `"${path}" holds the placeholder "${found[0]}"`, fix: 'write the real value' }
    }
  },
})
