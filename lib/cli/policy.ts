import { defineCommand } from 'citty'
import type { LoadProject } from './project.ts'

export const policy = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'policy', description: 'Judge objects by policies, and policies by the estate' },
    subCommands: {
      check: () => import('./policy-check.ts').then(({ policyCheck }) => policyCheck),
      test: () => import('./policy-test.ts').then(({ policyTest }) => policyTest),
      impact: () => import('./policy/impact.ts').then(({ impact }) => impact(load)),
      shadow: () => import('./policy/shadow.ts').then(({ shadow }) => shadow(load)),
      conflicts: () => import('./policy/conflicts.ts').then(({ conflicts }) => conflicts(load)),
      explain: () => import('./policy/explain.ts').then(({ explain }) => explain(load)),
      exceptions: () => import('./policy/exceptions.ts').then(({ exceptions }) => exceptions(load)),
    },
  })
