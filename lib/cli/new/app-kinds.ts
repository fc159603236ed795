/** What the definition of an app of one kind needs beside its name, its tenant and its image. */
interface KindOfApp {
  /** The function of the contract that defines it. */
  readonly define: string
  readonly imports?: string
  readonly props: (name: string) => string
}

export type AppKindName = 'web-service' | 'worker' | 'scheduled-job' | 'stateful-service' | 'static-site'

const route = (name: string) => `  route: { host: '${name}' },\n`

/** Every kind of app, by the word that `waybill new app --kind` takes. */
export const appKinds: Readonly<Record<AppKindName, KindOfApp>> = {
  'web-service': { define: 'defineWebService', props: route },
  worker: { define: 'defineWorker', props: () => '' },
  'scheduled-job': {
    define: 'defineScheduledJob',
    imports: "import { Cron, Duration } from 'cdk8s'\n",
    props: () => "  schedule: Cron.schedule({ minute: '0', hour: '5' }),\n  timeout: Duration.minutes(20),\n",
  },
  'stateful-service': {
    define: 'defineStatefulService',
    props: () => "  data: { path: '/data', sizeGi: 1, withoutBackup: 'say why losing it is harmless' },\n",
  },
  'static-site': { define: 'defineStaticSite', props: route },
}
