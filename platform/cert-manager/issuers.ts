import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate'
import type { IClusterIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/ClusterIssuer'
import { ApiObject, type Chart } from 'cdk8s'
import { defineComponent } from '../../lib/unit/define-unit.ts'
import { local } from '../environments.ts'
import { addExternalSecret } from '../external-secret.ts'
import { secretStore } from '../external-secrets/secret-store.ts'
import { certManager } from './cert-manager.ts'
import { issuer } from './issuer.ts'

interface IssuerSettings {
  /** Where the signing key comes from: Acme's intermediate CA, or one that lives and dies with the cluster. */
  readonly authority: 'acme' | 'self-signed'
}

/** Names below acme.internal are private, so no public ACME server can issue for them: Acme's own CA signs. */
const signingKey = 'acme-ca'

export const issuers = defineComponent<IssuerSettings, object>({
  name: 'issuers',
  // Where cert-manager looks for the Secrets of cluster issuers.
  namespace: 'cert-manager',
  after: [certManager, secretStore],
  settings: { default: { authority: 'acme' }, environments: { [local.name]: { authority: 'self-signed' } } },
  build(chart, _, { authority }) {
    if (authority === 'self-signed') addSelfSignedAuthority(chart)
    else addAcmeAuthority(chart)
    addIssuer(chart, issuer.name, { ca: { secretName: signingKey } })
  },
})

function addAcmeAuthority(chart: Chart): void {
  addExternalSecret(chart, {
    name: signingKey,
    entry: 'intermediate-ca',
    data: { 'tls.crt': 'certificate', 'tls.key': 'key' },
    type: 'kubernetes.io/tls',
  })
}

function addSelfSignedAuthority(chart: Chart): void {
  const bootstrap = 'self-signed'
  addIssuer(chart, bootstrap, { selfSigned: {} })
  new ApiObject(chart, 'authority', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: signingKey },
    spec: {
      isCA: true,
      commonName: 'Acme local CA',
      secretName: signingKey,
      duration: '8760h',
      renewBefore: '720h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: { ...issuer, name: bootstrap },
    },
  } satisfies ICertificate)
}

function addIssuer(chart: Chart, name: string, spec: IClusterIssuer['spec']): void {
  new ApiObject(chart, `issuer-${name}`, {
    apiVersion: 'cert-manager.io/v1',
    kind: issuer.kind,
    metadata: { name },
    spec,
  } satisfies IClusterIssuer)
}
