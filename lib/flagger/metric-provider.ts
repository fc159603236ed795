interface WithSecret {
  /** Name of the Secret with the credentials, in the canary's namespace. */
  readonly secret: string
}

interface WithAddress {
  readonly address: string
}

/**
 * A system that Flagger can ask for a number, with what it needs to be asked.
 * @see https://docs.flagger.app/usage/metrics
 */
export type MetricProvider =
  | ({ readonly type: 'prometheus' } & WithAddress & Partial<WithSecret>)
  | ({ readonly type: 'datadog' } & WithSecret & Partial<WithAddress>)
  | { readonly type: 'cloudwatch'; readonly region: string }
  | ({ readonly type: 'newrelic' } & WithSecret & Partial<WithAddress>)
  | ({ readonly type: 'graphite' } & WithAddress & Partial<WithSecret>)
  | ({ readonly type: 'influxdb' } & WithSecret & WithAddress)
  | ({ readonly type: 'stackdriver' } & Partial<WithSecret>)
  | ({ readonly type: 'dynatrace' } & WithSecret & WithAddress)
  | ({ readonly type: 'splunk' } & WithSecret & WithAddress)
  | ({ readonly type: 'externalmetrics' } & Partial<WithSecret & WithAddress>)
  | { readonly type: 'keptn' }

/** Datadog; the Secret holds `datadog_api_key` and `datadog_application_key`. */
export function datadog(secret: string, address?: string): MetricProvider {
  return { type: 'datadog', secret, ...(address && { address }) }
}

/** Amazon CloudWatch, with the rights of Flagger's own identity. */
export function cloudwatch(region: string): MetricProvider {
  return { type: 'cloudwatch', region }
}
