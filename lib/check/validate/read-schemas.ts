import type { Finding } from '../../finding/finding.ts'
import { FindingsError } from '../../finding/findings-error.ts'
import { groupKind } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import type { CelRules } from './cel-walk.ts'
import { crdSchemas } from './crd-schemas.ts'
import { kubernetesSchemas, noSchemas } from './kubernetes-schemas.ts'
import type { Schemas } from './strict-validator.ts'

/** Where the schemas for a strict check are. */
export interface SchemaSources {
  /** Folder of CustomResourceDefinitions, every YAML file in it. */
  readonly crds?: string | undefined
  /** OpenAPI v2 document of a Kubernetes API server. */
  readonly openapi?: string | undefined
  readonly rules?: CelRules | undefined
}

/** Reads what the kinds of the files need; undefined where no source is given. Throws a finding where one cannot be read. */
export function readSchemas(
  files: readonly RenderedFile[],
  { crds, openapi, rules }: SchemaSources,
): Schemas | undefined {
  if (crds === undefined && openapi === undefined) return undefined
  const kinds = new Set(files.map(({ manifest }) => groupKind(manifest)))
  return {
    crds:
      crds === undefined
        ? []
        : orFinding(crds, 'give a folder of CustomResourceDefinitions', () => crdSchemas(crds, kinds)),
    kubernetes:
      openapi === undefined
        ? noSchemas
        : orFinding(openapi, 'give the swagger.json of a Kubernetes API server', () => kubernetesSchemas(openapi)),
    ...(rules && { rules }),
  }
}

function orFinding<T>(path: string, fix: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === undefined ? `cannot be used: ${message.split('\n')[0]}` : `cannot be read (${code})`
    const finding: Finding = { rule: 'schemas', severity: 'error', path, message: reason, fix }
    throw new FindingsError([finding])
  }
}
