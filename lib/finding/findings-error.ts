import type { Finding } from './finding.ts'

/** Every problem found in one pass. Thrown once, after everything has been looked at. */
export class FindingsError extends Error {
  override readonly name = 'FindingsError'
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[]) {
    super(findings.map(describe).join('\n'))
    this.findings = findings
  }
}

/** One line: where, what, what to do. */
export function describe({ path, object, message, fix }: Finding): string {
  return `${[path, object].filter(Boolean).join(': ')}: ${message}; ${fix}`
}

/** Throws all findings at once where one of them is an error; warnings alone pass. */
export function throwErrors(findings: readonly Finding[]): void {
  if (findings.some(finding => finding.severity === 'error')) throw new FindingsError(findings)
}
