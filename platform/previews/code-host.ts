import type { Chart } from 'cdk8s'
import { fluxNamespace } from '../../lib/unit/deployer.ts'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { argoCd } from '../argo-cd/argo-cd.ts'
import { addExternalSecret } from '../external-secret.ts'
import { secretStore } from '../external-secrets/secret-store.ts'
import { fluxOperator } from '../flux/flux-operator.ts'
import { previewPlatform } from './preview-platform.ts'

/** How the engine asks the code host which pull requests are open. */
export const codeHost = defineComponent({
  name: 'code-host',
  on: { environments: [...previewPlatform.environments] },
  after: [secretStore],
  afterWherePresent: [fluxOperator, argoCd],
  build: (chart, { engine }) => addToken(chart, engine === 'flux' ? fluxNamespace : argoCd.namespace!),
})

function addToken(chart: Chart, namespace: string): void {
  addExternalSecret(chart, {
    name: previewPlatform.secret,
    namespace,
    entry: 'code-host',
    data: { username: 'username', password: 'token' },
  })
}
