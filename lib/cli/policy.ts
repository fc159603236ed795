import { defineCommand } from 'citty'
import type { LoadProject } from './project.ts'

export const policy = (_load: LoadProject) =>
  defineCommand({
    meta: { name: 'policy', description: 'Judge objects by policies, and policies by the estate' },
    subCommands: {
      check: () => import('./policy-check.ts').then(({ policyCheck }) => policyCheck),
      test: () => import('./policy-test.ts').then(({ policyTest }) => policyTest),
    },
  })
