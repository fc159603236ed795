import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret'
import { ApiObject, type Chart } from 'cdk8s'
import { platformStore } from './external-secrets/platform-store.ts'

export interface ExternalSecretProps {
  /** Name of the ExternalSecret and of the Secret it makes. */
  readonly name: string
  /** @default the namespace of the unit */
  readonly namespace?: string
  /** Name of the entry in the platform's secret store. */
  readonly entry: string
  /** Key in the Secret → property of the entry. */
  readonly data: Readonly<Record<string, string>>
  /** @default Opaque */
  readonly type?: string
  /** Labels of the Secret. @default none */
  readonly labels?: Readonly<Record<string, string>>
  /** All keys of the Secret, as Go templates over the keys of `data`. @default the keys of `data` */
  readonly template?: Readonly<Record<string, string>>
}

/** A Secret whose values stay in the secret store; git holds only their names. */
export function addExternalSecret(
  chart: Chart,
  { name, namespace, entry, data, ...target }: ExternalSecretProps,
): void {
  new ApiObject(chart, `external-secret-${name}`, {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: {
      secretStoreRef: platformStore,
      refreshInterval: '1h0m0s',
      target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain', ...secretTemplate(target) },
      data: Object.entries(data).map(([secretKey, property]) => ({ secretKey, remoteRef: { key: entry, property } })),
    },
  } satisfies IExternalSecret)
}

function secretTemplate({ type, labels, template }: Pick<ExternalSecretProps, 'type' | 'labels' | 'template'>) {
  if (type === undefined && labels === undefined && template === undefined) return {}
  return {
    template: {
      engineVersion: 'v2' as const,
      ...(type === undefined ? {} : { type }),
      ...(labels === undefined ? {} : { metadata: { labels } }),
      ...(template === undefined ? {} : { data: template }),
    },
  }
}
