import type { Framework } from './framework.ts'

const process = 'about how people work: show the records of it'
const provider = 'shown by the data centre or the cloud provider'

/** Revision 5; controls that manifests speak of, and the families of which none does. @see https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final */
export const nist80053 = {
  id: 'nist-800-53',
  prefix: 'NIST-800-53',
  name: 'NIST SP 800-53 revision 5',
  controls: {
    'AC-2': { title: 'Accounts', kinds: ['rbac.authorization.k8s.io/RoleBinding'], checks: ['known-groups'] },
    'AC-3': { title: 'Access is enforced', checks: ['tenant-namespace', 'deployer-may'] },
    'AC-4': { title: 'Flow of information', kinds: ['networking.k8s.io/NetworkPolicy'], checks: ['default-deny'] },
    'AC-6': { title: 'Least privilege', checks: ['rbac-wildcard', 'rbac-escalation', 'narrow-sub-team'] },
    AT: { title: 'Awareness and training', beyond: process },
    AU: { title: 'Audit', beyond: 'shown by the audit log of the API server' },
    CA: { title: 'Assessment', beyond: process },
    'CM-2': { title: 'Baseline configuration', checks: ['fresh-dist', 'valid-object'] },
    'CM-3': { title: 'Change control', checks: ['one-owner', 'no-version-inversion', 'policy-rollout'] },
    'CM-6': { title: 'Settings' },
    'CM-7': { title: 'Least functionality' },
    'CM-8': { title: 'Inventory of components', checks: ['exact-chart-version', 'image-tag'] },
    'CM-14': { title: 'Signed components' },
    'CP-9': {
      title: 'Backup',
      kinds: ['postgresql.cnpg.io/ScheduledBackup'],
      beyond: 'that a restore works is shown by the record of drills',
    },
    'CP-10': {
      title: 'Recovery and reconstitution',
      kinds: ['policy/PodDisruptionBudget', 'autoscaling/HorizontalPodAutoscaler'],
    },
    'IA-2': { title: 'People prove who they are', beyond: 'shown by the identity provider' },
    'IA-5': {
      title: 'Authenticators are guarded',
      kinds: ['external-secrets.io/ExternalSecret'],
      checks: ['secret-data', 'credential'],
    },
    IR: { title: 'Incident response', beyond: process },
    MA: { title: 'Maintenance', beyond: process },
    MP: { title: 'Media', beyond: provider },
    PE: { title: 'Physical protection', beyond: provider },
    PL: { title: 'Planning', beyond: process },
    PM: { title: 'Programme management', beyond: process },
    PS: { title: 'Personnel', beyond: process },
    PT: { title: 'Personal data', beyond: process },
    'RA-2': { title: 'Data is classified' },
    'RA-5': { title: 'Weak spots are scanned for', beyond: 'shown by the scanner' },
    SA: { title: 'Acquisition and development', beyond: process },
    'SC-5': { title: 'Denial of service', checks: ['quota-fits'] },
    'SC-6': {
      title: 'Resources are shared out',
      kinds: ['/ResourceQuota', '/LimitRange'],
      checks: ['quota-fits', 'within-budget'],
    },
    'SC-7': { title: 'Border', kinds: ['networking.k8s.io/NetworkPolicy'], checks: ['default-deny'] },
    'SC-8': { title: 'Data on the move', kinds: ['cert-manager.io/Certificate'] },
    'SC-28': { title: 'Data at rest' },
    'SI-2': { title: 'Flaws are mended', checks: ['served-version'] },
    'SI-4': {
      title: 'Monitoring',
      kinds: ['monitoring.coreos.com/PrometheusRule', 'monitoring.coreos.com/PodMonitor'],
      checks: ['alert-runbook'],
    },
    'SI-7': { title: 'Integrity of software', checks: ['image-tag', 'exact-chart-version'] },
    'SI-13': { title: 'Failure is foreseen' },
    'SR-4': { title: 'Provenance' },
  },
} as const satisfies Framework
