import process from 'node:process'
import { defineCommand } from 'citty'
import { throwErrors } from '../finding/findings-error.ts'
import { readScore } from '../workload/score/read-score.ts'
import { scoreApp } from '../workload/score/score-app.ts'
import { scoreSource } from '../workload/score/score-source.ts'

const score = defineCommand({
  meta: { name: 'score', description: 'Print the app that a Score file (score.dev/v1b1) describes' },
  args: {
    file: { type: 'positional', required: true, description: 'A Score file' },
    tenant: { type: 'string', required: true, valueHint: 'name', description: 'The tenant whose app it becomes' },
  },
  run({ args }) {
    const { app, findings } = scoreApp(readScore(args.file), args.file)
    throwErrors(findings)
    const imports = {
      lib: '../../lib',
      contract: '../../platform/contract.ts',
      tenant: `../../tenants/${args.tenant}.ts`,
    }
    process.stdout.write(scoreSource(app, args.tenant, imports))
    const folder = `apps/${app.name}`
    const pin = app.image.tag === undefined ? '' : `, e.g. \`dev: '${app.image.tag}'\``
    process.stderr.write(
      `put this into ${folder}/${app.name}.ts, its versions into ${folder}/releases.yaml${pin}, and the app into apps/apps.ts\n`,
    )
  },
})

/** `waybill import score FILE`: a definition in TypeScript from a file in another format. */
export const importCommand = () =>
  defineCommand({
    meta: { name: 'import', description: 'Turn a definition in another format into TypeScript' },
    subCommands: { score },
  })
