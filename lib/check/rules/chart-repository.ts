import { deliveredCharts } from '../delivered-chart.ts'
import { chartApplication } from '../example-delivery.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

const from = (repoURL: string) => ({
  files: { 'prod/delivery': [chartApplication('loki', { repoURL, chart: 'loki', targetRevision: '6.1.0' })] },
})

/** Addresses that answer with a page for people: none of them serves an index.yaml. */
const pages =
  /^https?:\/\/((www\.)?(github|gitlab)\.com\/[^/]+(\/[^/]+)?\/?$|(www\.)?(github|gitlab)\.com\/.*\/(tree|blob)\/|artifacthub\.io\/|hub\.docker\.com\/|.*\.html?$|.*\/index\.yaml$)/

export const chartRepository: Rule = {
  id: 'chart-repository',
  lint: 5,
  severity: 'error',
  description: 'a chart repository is a Helm index or an OCI reference, not a web page',
  examples: {
    refused: [
      'https://github.com/grafana/helm-charts',
      'https://github.com/grafana/helm-charts/tree/main/charts/loki',
      'https://artifacthub.io/packages/helm/grafana/loki',
      'https://charts.acme.internal/index.yaml',
      'http://charts.acme.internal',
      'charts',
    ].map(from),
    allowed: [
      'https://charts.acme.internal',
      'https://charts.acme.internal/stable/',
      'oci://registry.acme.internal/charts',
      // Argo CD wants an OCI registry without its scheme.
      'registry.acme.internal/charts',
    ].map(from),
  },
  run: context =>
    deliveredCharts(context).flatMap(({ file, repository }) => {
      const message = repository === undefined ? undefined : wrongWith(repository)
      const fix = 'write the address that holds index.yaml (https://…), or the registry path of the chart (oci://…)'
      return message === undefined ? [] : [objectFinding(file, chartRepository, { message, fix })]
    }),
}

function wrongWith(repository: string): string | undefined {
  if (pages.test(repository)) return `"${repository}" is a web page, not a chart repository`
  if (repository.startsWith('http://')) return `"${repository}" is read without TLS`
  const known = /^(https|oci):\/\/[^/]/.test(repository) || /^[\w-]+(\.[\w-]+)+(:\d+)?\//.test(repository)
  return known ? undefined : `"${repository}" is neither a Helm index nor an OCI reference`
}
