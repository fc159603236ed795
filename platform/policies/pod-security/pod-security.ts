import { disallowDangerousCapabilities } from './disallow-dangerous-capabilities.ts'
import { disallowHostNamespaces } from './disallow-host-namespaces.ts'
import { disallowHostPath } from './disallow-host-path.ts'
import { disallowHostPorts } from './disallow-host-ports.ts'
import { disallowHostProcess } from './disallow-host-process.ts'
import { disallowPrivilegeEscalation } from './disallow-privilege-escalation.ts'
import { disallowPrivilegedContainers } from './disallow-privileged-containers.ts'
import { disallowUserZero } from './disallow-user-zero.ts'
import { requireDroppedCapabilities } from './require-dropped-capabilities.ts'
import { requireRunAsNonRoot } from './require-run-as-non-root.ts'
import { requireSeccompProfile } from './require-seccomp-profile.ts'
import { restrictApparmor } from './restrict-apparmor.ts'
import { restrictProcMount } from './restrict-proc-mount.ts'
import { restrictSelinux } from './restrict-selinux.ts'
import { restrictSysctls } from './restrict-sysctls.ts'
import { restrictVolumeTypes } from './restrict-volume-types.ts'

/** Pod Security Standards, baseline and restricted. */
export const podSecurity = [
  disallowPrivilegedContainers,
  disallowHostNamespaces,
  disallowHostPath,
  disallowHostPorts,
  disallowHostProcess,
  disallowDangerousCapabilities,
  restrictProcMount,
  restrictSelinux,
  restrictSysctls,
  restrictApparmor,
  restrictVolumeTypes,
  disallowPrivilegeEscalation,
  requireRunAsNonRoot,
  disallowUserZero,
  requireSeccompProfile,
  requireDroppedCapabilities,
]
