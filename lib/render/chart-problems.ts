import type { HelmRelease } from '../unit/helm-chart.ts'

/** @see https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string */
const exact =
  /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*)?(\+[\da-zA-Z-]+(\.[\da-zA-Z-]+)*)?$/

/** What is wrong with where a chart comes from: the same input must give the same chart tomorrow. */
export function chartProblems({ chart, version, repository }: HelmRelease): { message: string; fix: string }[] {
  const problems: { message: string; fix: string }[] = []
  if (!exact.test(version)) {
    problems.push({
      message: `chart "${chart}": version "${version}" is not an exact version`,
      fix: 'write one that the repository publishes, e.g. "1.2.3"',
    })
  }
  const scheme = ['https:', 'oci:'].includes(URL.parse(repository)?.protocol ?? '')
  if (!scheme || /\s/.test(repository)) {
    problems.push({
      message: `chart "${chart}": repository "${repository}" is neither a Helm index nor a registry`,
      fix: 'start it with https:// or oci://',
    })
  }
  if (repository.startsWith('oci:') && repository.endsWith(`/${chart}`)) {
    problems.push({
      message: `chart "${chart}": repository "${repository}" ends with the chart's name`,
      fix: 'leave the name out; it is added to an oci:// address',
    })
  }
  return problems
}
