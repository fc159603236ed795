import { ApiObject } from 'cdk8s'
import { Construct } from 'constructs'
import type { Manifest } from '../manifest/manifest.ts'

/** The least serious news that is sent. */
export type AlertSeverity = 'info' | 'warn' | 'error'

/** Points at an AlertChannel of the canary's namespace: Flagger may not be told to look into those of others. */
export interface AlertChannelRef {
  readonly name: string
  /** @default 'error': failed releases only */
  readonly severity?: AlertSeverity
}

export interface AlertChannelProps {
  readonly name: string
  /** @see https://docs.flagger.app/usage/alerting */
  readonly type: 'slack' | 'msteams' | 'discord' | 'rocket' | 'gchat'
  /** Channel that the messages go to, where the service has channels. */
  readonly channel?: string
  /** Secret whose key `addressKey` holds the webhook's address; the address itself is a secret, so it never stands here. */
  readonly secret: string
}

/** Where the releases of one tenant are told, the same on both delivery engines: Flagger itself sends it. */
export class AlertChannel extends Construct {
  constructor(scope: Construct, id: string, props: AlertChannelProps) {
    super(scope, id)
    new ApiObject(this, 'Resource', alertProvider(props))
  }
}

/** The key of the Secret that Flagger reads. */
export const addressKey = 'address'

export function alertProvider({ name, type, channel, secret }: AlertChannelProps): Manifest {
  return {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'AlertProvider',
    metadata: { name },
    spec: { type, ...(channel && { channel }), username: 'flagger', secretRef: { name: secret } },
  }
}
