import type { PreviewPlatform } from '../../lib/workload/preview.ts'
import { dev, staging } from '../environments.ts'

/** Pull requests get a copy of an app where developers look, and where an operator rehearses. */
export const previewPlatform: PreviewPlatform = {
  environments: [dev.name, staging.name],
  owner: 'acme',
  label: 'preview',
  secret: 'code-host',
}
