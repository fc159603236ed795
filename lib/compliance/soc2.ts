import type { Framework } from './framework.ts'

const people = 'about people and the organisation: show policies, minutes and signatures'
const process = 'about how people work: show the records of it'

/** @see https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022 */
export const soc2 = {
  id: 'soc2',
  prefix: 'SOC2',
  name: 'SOC 2, Trust Services Criteria 2017',
  controls: {
    'CC1.1': { title: 'Integrity and ethics', beyond: people },
    'CC1.2': { title: 'Independent board', beyond: people },
    'CC1.3': { title: 'Lines of reporting', beyond: people },
    'CC1.4': { title: 'Competent people', beyond: people },
    'CC1.5': { title: 'Accountability', beyond: people },
    'CC2.1': { title: 'Good information about controls', beyond: process },
    'CC2.2': { title: 'Word inside the company', beyond: process },
    'CC2.3': { title: 'Word to outsiders', beyond: process },
    'CC3.1': { title: 'Objectives are clear', beyond: process },
    'CC3.2': { title: 'Risks are known', beyond: process },
    'CC3.3': { title: 'Fraud is considered', beyond: process },
    'CC3.4': { title: 'Change is considered as a risk', beyond: process },
    'CC4.1': { title: 'Controls are evaluated', beyond: process },
    'CC4.2': { title: 'Deficiencies are told', beyond: process },
    'CC5.1': { title: 'Controls answer risks', beyond: process },
    'CC5.2': { title: 'Technology has controls', beyond: process },
    'CC5.3': { title: 'Policies are put to work', beyond: process },
    'CC6.1': {
      title: 'Access to systems is limited',
      kinds: ['external-secrets.io/ExternalSecret'],
      checks: ['rbac-wildcard', 'secret-data', 'credential'],
    },
    'CC6.2': { title: 'Accounts are given and taken', beyond: 'shown by the identity provider' },
    'CC6.3': {
      title: 'Rights follow roles, least first',
      kinds: ['rbac.authorization.k8s.io/RoleBinding'],
      checks: ['rbac-escalation', 'narrow-sub-team', 'deployer-may', 'known-groups'],
    },
    'CC6.4': { title: 'Doors are locked', beyond: 'shown by the data centre or the cloud provider' },
    'CC6.5': { title: 'Old media is wiped', beyond: 'shown by the data centre or the cloud provider' },
    'CC6.6': { title: 'The border is guarded', kinds: ['networking.k8s.io/NetworkPolicy'], checks: ['default-deny'] },
    'CC6.7': { title: 'Data on the move is guarded' },
    'CC6.8': { title: 'No foreign software', checks: ['image-tag', 'chart-repository', 'exact-chart-version'] },
    'CC7.1': { title: 'Drift and weak spots are found', checks: ['served-version', 'fresh-dist'] },
    'CC7.2': {
      title: 'Anomalies are watched',
      kinds: ['monitoring.coreos.com/PrometheusRule', 'monitoring.coreos.com/PodMonitor'],
      checks: ['alert-runbook'],
    },
    'CC7.3': { title: 'Events are judged', beyond: process },
    'CC7.4': { title: 'Incidents are answered', beyond: process },
    'CC7.5': { title: 'Incidents are recovered from', beyond: process },
    'CC8.1': {
      title: 'Changes are authorised, tested and approved',
      kinds: ['flagger.app/Canary'],
      checks: ['no-version-inversion', 'environment-pin', 'one-owner', 'slo-gate', 'policy-rollout'],
    },
    'CC9.1': { title: 'Disruption is planned for', beyond: process },
    'CC9.2': { title: 'Vendors are managed', beyond: process },
    'A1.1': {
      title: 'Capacity is planned',
      kinds: ['/ResourceQuota', '/LimitRange'],
      checks: ['quota-fits', 'within-budget'],
    },
    'A1.2': {
      title: 'Built to survive failures',
      kinds: ['policy/PodDisruptionBudget', 'autoscaling/HorizontalPodAutoscaler'],
    },
    'A1.3': {
      title: 'Recovery is rehearsed',
      kinds: ['postgresql.cnpg.io/ScheduledBackup'],
      beyond: 'that a restore works is shown by the record of drills',
    },
    'C1.1': { title: 'Confidential data is known' },
    'C1.2': { title: 'Confidential data is disposed of', beyond: process },
  },
} as const satisfies Framework
