/** Where Flagger's webhooks find the load tester. */
export const loadTest = {
  namespace: 'flagger-loadtester',
  url: 'http://flagger-loadtester.flagger-loadtester',
} as const
