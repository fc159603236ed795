import { isAdmissionPolicy, kyvernoKindOf } from '../../policy/policy-kinds.ts'
import { teamPolicy } from '../example-policy.ts'
import { objectRule } from '../object-rule.ts'

const policies = (examples: string) => ({
  files: { 'prod/platform/web': [teamPolicy('Audit', { 'waybill.dev/examples': examples })] },
})

/** Render judges the examples; here it shows that there was something to judge. */
export const policyExamples = objectRule({
  id: 'policy-examples',
  lint: 29,
  severity: 'error',
  description: 'every policy is defined with examples of what it acts on and of what it leaves alone',
  examples: { refused: [policies(''), policies('1')], allowed: [policies('2')] },
  *look({ manifest }) {
    if (kyvernoKindOf(manifest) === undefined && !isAdmissionPolicy(manifest)) return
    if (Number(manifest.metadata.annotations?.['waybill.dev/examples'] ?? 0) >= 2) return
    yield {
      message: 'has no examples, so nobody knows whether it does what it says',
      fix: 'define it with defineValidatingPolicy or its like, which want examples',
    }
  },
})
