import process from 'node:process'
import { defineCommand } from 'citty'
import { explanationText } from './explanation-text.ts'
import { explain as explainUnit } from './explanation.ts'
import { loaded } from './loaded.ts'
import type { LoadProject } from './project.ts'
import { stdoutScreen } from './report/screen.ts'

export const explain = (load: LoadProject) =>
  defineCommand({
    meta: { name: 'explain', description: 'Tell why a unit is as it is on a cluster: which layer set what' },
    args: {
      cluster: { type: 'positional', required: true, description: 'Name of a cluster' },
      unit: { type: 'positional', required: true, description: 'Name of a unit' },
      field: { type: 'positional', required: false, description: 'A setting, e.g. helm.version (default: all)' },
      format: { type: 'enum', options: ['text', 'json'], default: 'text', description: 'How the answer is written' },
    },
    async run({ args }) {
      const { fleet, estate } = await loaded(load)
      const answer = explainUnit(args, fleet, estate)
      process.stdout.write(
        args.format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : explanationText(answer, stdoutScreen()),
      )
    },
  })
