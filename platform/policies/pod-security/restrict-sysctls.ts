import { defineValidatingPolicy } from '../../../lib/kyverno/validating-policy.ts'
import { deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { refusedInProduction } from '../rollout.ts'

export const restrictSysctls = defineValidatingPolicy({
  name: 'restrict-sysctls',
  title: 'Safe sysctls only',
  description:
    'Sysctls outside the safe set change the kernel for every pod of the node. Remove them, or set them on the node pool.',
  category: 'Pod Security (baseline)',
  severity: 'medium',
  controls: ['SOC2/CC6.1', 'ISO27001/A.8.2', 'PCI-DSS/7.2.5', 'NIST-800-53/AC-6'],
  rollout: refusedInProduction,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],

  validations: [
    {
      expression:
        "object.spec.?securityContext.?sysctls.orValue([]).all(s, s.name in ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'])",
      message: 'remove sysctls that are not namespaced and safe',
    },
  ],
  examples: {
    allowed: [pod(), pod({ securityContext: { sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] } })],
    refused: [
      pod({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '65536' }] } }),
      deployment({ securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1024' }] } }),
    ],
  },
})
