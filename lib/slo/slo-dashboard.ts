import type { Manifest } from '../manifest/manifest.ts'
import { budgetOf, type DefinedSlo } from './slo-definition.ts'

interface Panel {
  readonly title: string
  readonly type: 'stat' | 'timeseries'
  readonly unit: string
  readonly queries: Readonly<Record<string, string>>
}

/** A dashboard as the Grafana sidecar picks it up: a ConfigMap that holds Grafana's own JSON. */
export function sloDashboard(slo: DefinedSlo, namespace: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `slo-${slo.name}-dashboard`, labels: { grafana_dashboard: '1' } },
    data: { [`slo-${namespace}-${slo.name}.json`]: `${JSON.stringify(dashboard(slo, namespace), undefined, 2)}\n` },
  }
}

function dashboard(slo: DefinedSlo, namespace: string): object {
  return {
    uid: `slo-${namespace}-${slo.name}`.slice(0, 40),
    title: `SLO ${namespace}/${slo.name}`,
    tags: ['slo', namespace, slo.service],
    timezone: 'utc',
    time: { from: 'now-7d', to: 'now' },
    schemaVersion: 39,
    panels: panels(slo, namespace).map(grafanaPanel),
  }
}

function panels(slo: DefinedSlo, namespace: string): Panel[] {
  const of = (record: string) => `${record}{namespace="${namespace}",slo="${slo.name}"}`
  const burn = (range: string) => `${of(`slo:error_ratio:rate${range}`)} / ${budgetOf(slo)}`
  return [
    {
      title: `Error budget left (${slo.objective} over ${slo.windowDays} days)`,
      type: 'stat',
      unit: 'percentunit',
      queries: { left: of('slo:error_budget:remaining') },
    },
    {
      title: 'Zone: 0 healthy, 1 caution, 2 spent',
      type: 'stat',
      unit: 'none',
      queries: { zone: of('slo:error_budget:zone') },
    },
    {
      title: 'Burn rate',
      type: 'timeseries',
      unit: 'none',
      queries: { '1h': burn('1h'), '6h': burn('6h'), '3d': burn('3d') },
    },
    {
      title: 'Events',
      type: 'timeseries',
      unit: 'reqps',
      queries: { all: of('slo:events:rate5m'), bad: of('slo:bad:rate5m') },
    },
  ]
}

function grafanaPanel({ title, type, unit, queries }: Panel, index: number): object {
  return {
    id: index + 1,
    title,
    type,
    gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
    fieldConfig: { defaults: { unit }, overrides: [] },
    targets: Object.entries(queries).map(([legendFormat, expr], target) => ({
      refId: String.fromCodePoint(65 + target),
      expr,
      legendFormat,
    })),
  }
}
