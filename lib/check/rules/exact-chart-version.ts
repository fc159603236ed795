import { valid } from 'semver'
import { deliveredCharts } from '../delivered-chart.ts'
import { chartApplication } from '../example-delivery.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'

const chart = (version?: string) =>
  chartApplication('loki', { repoURL: 'https://charts.acme.internal', chart: 'loki', targetRevision: version })

/** The version of a unit's own chart is refused at render; this is about charts in objects that people write. */
export const exactChartVersion: Rule = {
  id: 'exact-chart-version',
  lint: 4,
  severity: 'error',
  description: 'chart versions are exact SemVer, so that a release changes only when dist does',
  examples: {
    refused: [undefined, 'latest', '*', '1.x', '0.x', '^1.2.0', '1.2', '03.3.2'].map(version => ({
      files: { 'prod/delivery': [chart(version)] },
    })),
    allowed: ['1.2.3', 'v1.2.3', '1.2.3-rc.1', '1.2.3+build.5'].map(version => ({
      files: { 'prod/delivery': [chart(version)] },
    })),
  },
  run: context =>
    deliveredCharts(context)
      .filter(({ version }) => version === undefined || valid(version) === null)
      .map(({ file, chart, version }) =>
        objectFinding(file, exactChartVersion, {
          message:
            version === undefined
              ? `chart "${chart}" has no version`
              : `version "${version}" of chart "${chart}" is not exact`,
          fix: 'write the version the repository publishes, e.g. "1.2.3"',
        }),
      ),
}
