import { deliveredCharts, type DeliveredChart } from '../delivered-chart.ts'
import type { CheckContext } from '../context.ts'
import { chartApplication } from '../example-delivery.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

const loki = (version: string) => ({ repoURL: 'https://charts.acme.internal', chart: 'loki', targetRevision: version })

/** Two units with one name are refused at render; this is about one chart under two names. */
export const oneVersion: Rule = {
  id: 'one-version',
  lint: 3,
  severity: 'error',
  description: 'a component is declared once on a cluster, in one version',
  examples: {
    refused: [
      { files: { 'prod/delivery': [chartApplication('a', loki('6.1.0')), chartApplication('b', loki('6.2.0'))] } },
      {
        files: {
          'prod/delivery': [
            chartApplication('loki', loki('6.1.0')),
            { ...chartApplication('loki', loki('6.1.0')), metadata: { name: 'logs', namespace: 'argocd' } },
          ].map(object => ({
            ...object,
            spec: {
              destination: { namespace: 'loki' },
              sources: [{ ...loki('6.1.0'), helm: { releaseName: 'loki' } }],
            },
          })),
        },
      },
    ],
    allowed: [
      { files: { 'prod/delivery': [chartApplication('a', loki('6.1.0')), chartApplication('b', loki('6.1.0'))] } },
      {
        files: {
          'staging/delivery': [chartApplication('loki', loki('6.2.0'))],
          'prod/delivery': [chartApplication('loki', loki('6.1.0'))],
        },
      },
    ],
  },
  run: context =>
    perCluster(context).flatMap(charts =>
      charts.slice(1).flatMap((chart, i) => {
        const clash = charts.slice(0, i + 1).find(other => other.version !== chart.version || sameRelease(other, chart))
        return clash === undefined ? [] : [objectFinding(chart.file, oneVersion, problem(chart, clash))]
      }),
    ),
}

function problem(chart: DeliveredChart, clash: DeliveredChart): { message: string; fix: string } {
  const where = `dist/${clash.file.path}`
  return clash.version === chart.version
    ? { message: `release "${chart.release}" is also installed by ${where}`, fix: 'keep one of the two' }
    : {
        message: `chart "${chart.chart}" ${chart.version} is also installed as ${clash.version} by ${where}`,
        fix: 'declare the component once, or use one version',
      }
}

function sameRelease(a: DeliveredChart, b: DeliveredChart): boolean {
  return a.release === b.release
}

/** The charts that come from one place and go to one cluster. */
function perCluster(context: CheckContext): DeliveredChart[][] {
  const charts = deliveredCharts(context)
  return [
    ...Map.groupBy(charts, ({ file, repository, chart }) => `${file.cluster} ${repository} ${chart}`).values(),
  ].filter(group => group.length > 1)
}
