import { disallowPrivilegedContainers } from './disallow-privileged-containers.ts'

/** Pod Security Standards, baseline and restricted. */
export const podSecurity = [disallowPrivilegedContainers]
