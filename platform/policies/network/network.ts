import { disallowExternalIps } from './disallow-external-ips.ts'
import { disallowIngresses } from './disallow-ingresses.ts'
import { disallowLoadBalancers } from './disallow-load-balancers.ts'
import { disallowNodePorts } from './disallow-node-ports.ts'
import { disallowOpenNetworkPolicies } from './disallow-open-network-policies.ts'
import { restrictExternalNames } from './restrict-external-names.ts'
import { restrictWorldEgress } from './restrict-world-egress.ts'

/** Who may talk to whom, and how traffic enters. */
export const network = [
  disallowNodePorts,
  disallowLoadBalancers,
  disallowExternalIps,
  restrictExternalNames,
  disallowOpenNetworkPolicies,
  restrictWorldEgress,
  disallowIngresses,
]
