import { disallowCredentialsInConfig } from './disallow-credentials-in-config.ts'
import { disallowSecretValuesInEnv } from './disallow-secret-values-in-env.ts'
import { disallowTokenSecrets } from './disallow-token-secrets.ts'

/** Secrets are references. */
export const secrets = [disallowCredentialsInConfig, disallowSecretValuesInEnv, disallowTokenSecrets]
