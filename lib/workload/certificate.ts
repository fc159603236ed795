import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1'
import type { Unit } from '../unit/unit.ts'
import { addObject } from './add-object.ts'
import type { Need } from './need.ts'

/** What the platform decides about every certificate. */
export interface CertificatePlatform {
  readonly after: readonly Unit[]
  readonly issuer: { readonly group: string; readonly kind: string; readonly name: string }
}

export interface CertificateOptions {
  /** Names beside the Service's own. @default none */
  readonly names?: readonly string[]
}

export type DefineCertificate = (options?: CertificateOptions) => Need

/** The `certificate` of a platform: a certificate for the app's Service as PEM, in `TLS_CERT`, `TLS_KEY` and `TLS_CA`. */
export function certificatesOn({ after, issuer }: CertificatePlatform): DefineCertificate {
  return ({ names = [] } = {}) => ({
    after,
    provide(scope, owner, { namespace }) {
      const name = `${owner}-tls`
      const service = `${owner}.${namespace}.svc`
      addObject(scope, certificate(name, [service, `${service}.cluster.local`, ...names], issuer))
      const from = (key: string) => ({ valueFrom: { secretKeyRef: { name, key } } })
      return {
        environment: [
          { name: 'TLS_CERT', ...from('tls.crt') },
          { name: 'TLS_KEY', ...from('tls.key') },
          { name: 'TLS_CA', ...from('ca.crt') },
        ],
        egress: [],
      }
    },
  })
}

/** 90 days, renewed after 60, each time with a new key. */
function certificate(name: string, dnsNames: string[], issuerRef: CertificatePlatform['issuer']): ICertificate {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name },
    spec: {
      secretName: name,
      issuerRef,
      dnsNames,
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['digital signature', 'server auth', 'client auth'],
    },
  }
}
