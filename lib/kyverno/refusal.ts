import { expect, type AtLeastOne, type Example, type Expectation } from './example.ts'

/** Some of each, so that a policy cannot be right by saying the same of everything. */
export interface RefusalExamples {
  readonly allowed: AtLeastOne<Example>
  readonly refused: AtLeastOne<Example>
}

/** What a policy that refuses promises of its examples; one that it does not concern is no example of what it allows. */
export function refusals({ allowed, refused }: RefusalExamples): readonly Expectation[] {
  return [
    ...expect('allowed', allowed, {
      should: 'allow it',
      holds: ({ status }) => status === 'pass' || status === 'skip',
    }),
    ...expect('refused', refused, { should: 'refuse it', holds: ({ status }) => status === 'fail' }),
  ]
}
