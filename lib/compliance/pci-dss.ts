import { identity, process, scanner, site } from './beyond.ts'
import type { Framework } from './framework.ts'

const stored = 'about card data in applications: no manifest says what a database holds'

/** Requirements of version 4.0.1; those that manifests speak of at the third level, the rest at the second. @see https://www.pcisecuritystandards.org/document_library/ */
export const pciDss = {
  id: 'pci-dss',
  prefix: 'PCI-DSS',
  name: 'PCI DSS 4.0.1',
  controls: {
    '1.1': { title: 'Network rules are someone’s work', beyond: process },
    '1.2.1': {
      title: 'Network rules are written down',
      kinds: ['networking.k8s.io/NetworkPolicy'],
      checks: ['default-deny', 'fresh-dist'],
    },
    '1.3.1': {
      title: 'Traffic inwards is limited',
      kinds: ['networking.k8s.io/NetworkPolicy'],
      checks: ['default-deny'],
    },
    '1.3.2': {
      title: 'Traffic outwards is limited',
      kinds: ['networking.k8s.io/NetworkPolicy'],
      checks: ['default-deny'],
    },
    '1.4': { title: 'Borders to untrusted networks', beyond: 'shown by the network of the cloud account' },
    '1.5': { title: 'Devices on two networks', beyond: 'shown by device management' },
    '2.1': { title: 'Secure configuration is someone’s work', beyond: process },
    '2.2.1': { title: 'Systems are hardened to a standard', checks: ['valid-object', 'served-version'] },
    '2.2.6': { title: 'Security settings prevent misuse' },
    '2.3': { title: 'Wireless networks', beyond: 'no wireless network is part of a cluster' },
    '3.1': { title: 'Storage of card data', beyond: stored },
    '3.5.1': { title: 'Stored card numbers are unreadable' },
    '3.6': { title: 'Keys are guarded', beyond: 'shown by the key management service' },
    '4.1': { title: 'Transmission is someone’s work', beyond: process },
    '4.2.1': { title: 'Strong cryptography on open networks', kinds: ['cert-manager.io/Certificate'] },
    '5.2': { title: 'Malware is kept out', beyond: scanner },
    '6.1': { title: 'Secure development is someone’s work', beyond: process },
    '6.2': { title: 'Own software is written securely', beyond: process },
    '6.3.2': { title: 'Software components are listed' },
    '6.3.3': { title: 'Patches are installed in time', beyond: 'shown by the scanner and the dates of merges' },
    '6.4': { title: 'Public web applications are guarded', beyond: 'shown by the web application firewall' },
    '6.5.1': { title: 'Changes follow a procedure', checks: ['one-owner', 'no-version-inversion', 'policy-rollout'] },
    '6.5.3': { title: 'Production is apart', checks: ['environment-pin', 'one-owner'] },
    '7.1': { title: 'Access is someone’s work', beyond: process },
    '7.2.1': {
      title: 'A model of access',
      kinds: ['rbac.authorization.k8s.io/RoleBinding'],
      checks: ['known-groups', 'narrow-sub-team'],
    },
    '7.2.2': { title: 'Least rights for people', checks: ['rbac-wildcard', 'rbac-escalation'] },
    '7.2.5': { title: 'Least rights for systems', checks: ['deployer-may', 'rbac-wildcard'] },
    '7.3.3': { title: 'Refused unless allowed', checks: ['appproject-wildcard'] },
    '8.1': { title: 'Identities are someone’s work', beyond: process },
    '8.2': { title: 'Life of accounts', beyond: identity },
    '8.3': { title: 'Strong authentication', beyond: identity },
    '8.4': { title: 'Several factors', beyond: identity },
    '8.6.2': {
      title: 'No passwords in code or configuration',
      kinds: ['external-secrets.io/ExternalSecret'],
      checks: ['secret-data', 'credential', 'placeholder'],
    },
    '9.1': { title: 'Physical access', beyond: site },
    '10.2': { title: 'Logs for audit', beyond: 'shown by the audit log of the API server' },
    '10.7': { title: 'Failures of controls are noticed', beyond: 'shown by the record of alerts and answers' },
    '11.3': { title: 'Scans', beyond: scanner },
    '11.4': { title: 'Penetration tests', beyond: 'shown by the tester' },
    '11.5.2': { title: 'Changes behind the back are noticed', checks: ['fresh-dist'] },
    '12.1': { title: 'Security policy, risk, awareness, incidents', beyond: process },
  },
} as const satisfies Framework
