import { containersOf } from '../containers-of.ts'
import { objectRule } from '../object-rule.ts'

const pod = (image: string) => ({
  files: {
    'prod/platform/web': [{ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'web', image }] } }],
  },
})

/**
 * Tags that name one build: a version with all three numbers, a commit, or a date.
 * `1.27` and `16-alpine` move with every patch release.
 */
const exact = [
  /^v?\d+\.\d+\.\d+/,
  /^(?:[a-z]+-)?(?=[0-9a-f]*\d)[0-9a-f]{7,40}$/,
  /\b20\d{2}[-.]?[01]\d[-.]?[0-3]\d/,
  /^RELEASE\.20\d{2}/,
]

export const imageTag = objectRule({
  id: 'image-tag',
  lint: 14,
  severity: 'error',
  waivable: true,
  description: 'an image is named by a digest or by a tag that never moves',
  examples: {
    refused: ['nginx', 'nginx:latest', 'nginx:1.27', 'postgres:16-alpine', 'registry:5000/web', 'web:main'].map(pod),
    allowed: [
      'nginx:1.27.3',
      'nginx:v1.27.3-alpine',
      'registry:5000/web:3f2c1ab',
      'web:2026-01-31',
      `nginx:latest@sha256:${'0'.repeat(64)}`,
    ].map(pod),
  },
  *look({ manifest }) {
    for (const { name, image } of containersOf(manifest)) {
      if (image === undefined || image === '' || /@sha256:[0-9a-f]{64}$/.test(image)) continue
      const tag = /:([\w][\w.-]{0,127})$/.exec(image)?.[1]
      if (tag !== undefined && exact.some(form => form.test(tag))) continue
      yield {
        message: `container "${name}" uses "${image}", ${tag === undefined ? 'which has no tag' : `whose tag "${tag}" can move`}`,
        fix: 'write an exact tag such as 1.2.3, or a digest',
      }
    }
  },
})
