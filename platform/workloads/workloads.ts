import { cachesOn } from '../../lib/workload/cache.ts'
import { certificatesOn } from '../../lib/workload/certificate.ts'
import { databasesOn } from '../../lib/workload/database/database.ts'
import { goldenPaths } from '../../lib/workload/golden-paths.ts'
import { kafkaOn } from '../../lib/workload/kafka/kafka.ts'
import { scoreOn } from '../../lib/workload/score/define-score.ts'
import { atlasOperator } from '../atlas-operator/atlas-operator.ts'
import { issuer } from '../cert-manager/issuer.ts'
import { issuers } from '../cert-manager/issuers.ts'
import { barmanCloud } from '../cloudnative-pg/barman-cloud.ts'
import { atlasNamespace, backups, postgresNamespace } from '../cloudnative-pg/databases.ts'
import { dev, local, production } from '../environments.ts'
import { gateway } from '../envoy-gateway/gateway.ts'
import { gatewayReference } from '../envoy-gateway/way-in.ts'
import { externalSecrets } from '../external-secrets/external-secrets.ts'
import { canaries } from '../flagger/canaries.ts'
import { flagger } from '../flagger/flagger.ts'
import { keda } from '../keda/keda.ts'
import { prometheusOperatorCrds } from '../kube-prometheus-stack/prometheus-operator-crds.ts'
import { previewPlatform } from '../previews/preview-platform.ts'
import { strimzi } from '../strimzi/strimzi.ts'

const paths = goldenPaths({
  standard: {
    default: { minReplicas: 2, spread: 'ScheduleAnyway', scrapeSeconds: 30 },
    environments: {
      [local.name]: { minReplicas: 1 },
      [dev.name]: { minReplicas: 1 },
      [production.name]: { spread: 'DoNotSchedule' },
    },
  },
  gateway: gatewayReference,
  after: [gateway, prometheusOperatorCrds, externalSecrets],
  canaries,
  canaryController: flagger,
  scaler: keda,
  previews: previewPlatform,
})

/** How apps are defined here: one call makes what a careful operator would have written by hand. */
export const { defineWebService, defineWorker, defineScheduledJob, defineStatefulService, defineStaticSite } = paths

/** A PostgreSQL of the app's own, with backups that are restored every week to see whether they can be. */
export const database = databasesOn({
  after: [barmanCloud, atlasOperator],
  operators: { postgres: { namespace: postgresNamespace }, migrations: { namespace: atlasNamespace } },
  image:
    'ghcr.io/cloudnative-pg/postgresql:18.3-202602261638-system-bookworm@sha256:3021655901ead1b8c64b52d812113badfd54ec5578bbbcefc1b7cb893091e646',
  kubectl: 'ghcr.io/acme/kubectl:1.36.0@sha256:2880dd528c970f3905dd7882874baaa046e180c4202190e62bbfe3fce8fe0516',
  backups,
})

/** A Valkey of the app's own. */
export const cache = cachesOn({ image: 'docker.io/valkey/valkey:9.1.1' })

/** A certificate for the app's Service, for those who speak TLS themselves. */
export const certificate = certificatesOn({ after: [issuers], issuer })

/** A Kafka of the tenant's own. */
export const defineKafka = kafkaOn(strimzi)

/** An app that its team describes in a Score file. */
export const defineScoreWorkload = scoreOn({ paths, database, cache })
