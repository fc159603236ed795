import type { Framework } from './framework.ts'

const legal = 'about lawful purpose and the rights of people: show the records of processing'

/** @see https://eur-lex.europa.eu/eli/reg/2016/679/oj */
export const gdpr = {
  id: 'gdpr',
  prefix: 'GDPR',
  name: 'GDPR, Regulation (EU) 2016/679',
  controls: {
    'Art.5': { title: 'Principles: purpose, minimum, accuracy, limits', beyond: legal },
    'Art.6': { title: 'Lawful ground', beyond: legal },
    'Art.7': { title: 'Consent', beyond: legal },
    'Art.9': { title: 'Special categories', beyond: legal },
    'Art.12-22': { title: 'Rights of the person', beyond: legal },
    'Art.25': { title: 'Protection by design and by default', checks: ['default-deny', 'deployer-may'] },
    'Art.28': { title: 'Processors', beyond: 'shown by contracts' },
    'Art.30': { title: 'Records of processing', beyond: legal },
    'Art.32': { title: 'Security of processing', checks: ['secret-data', 'credential', 'rbac-wildcard'] },
    'Art.33': { title: 'Breach told to the authority', beyond: 'shown by the incident process' },
    'Art.34': { title: 'Breach told to the person', beyond: 'shown by the incident process' },
    'Art.35': { title: 'Impact assessment', beyond: legal },
    'Art.37': { title: 'Data protection officer', beyond: legal },
    'Art.44': {
      title: 'Transfers outside the Union',
      beyond: 'regions are in the fleet; the legal ground of a transfer is not',
    },
  },
} as const satisfies Framework
