/** Issues certificates that everything at Acme trusts, as a Certificate's `issuerRef`. */
export const issuer = { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'acme' } as const
