import type { Construct } from 'constructs'

/** Makes problems known to the render, which collects them from the whole chart and names unit and cluster. */
export function report(scope: Construct, name: string, problems: readonly string[]): void {
  if (problems.length > 0) scope.node.addValidation({ validate: () => problems.map(problem => `${name}: ${problem}`) })
}
