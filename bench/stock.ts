import { App, Chart, YamlOutputType } from 'cdk8s'
import process from 'node:process'
import type { Fleet } from '../lib/fleet/fleet.ts'
import type { Unit } from '../lib/unit/unit.ts'

interface Estate {
  readonly fleet: Fleet
  readonly estate: readonly Unit[]
}

/** Stock cdk8s on the units of `estate.ts`: one App, a chart a unit, and `after` as cdk8s says it. */
const [units = '1600', order = 'after', outdir = 'dist'] = process.argv.slice(2)
const { estate, fleet } = (await import(`./estate.ts?units=${units}`)) as Estate

const app = new App({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE })
const charts = new Map<Unit, Chart>()
for (const unit of estate) {
  const chart = new Chart(app, unit.name, { namespace: unit.name, disableResourceNameHashes: true })
  unit.build(chart, fleet.clusters[0]!)
  if (order === 'after') for (const needs of new Set(unit.after)) chart.addDependency(charts.get(needs)!)
  charts.set(unit, chart)
}
app.synth()
