import type { Verdict } from '../policy/policy.ts'
import { expect, isCalm, type AtLeastOne, type Example } from './example.ts'
import { kyvernoPolicy } from './kyverno-policy.ts'
import type { AdmissionProps, PolicyDefinition } from './policy-definition.ts'
import { stepIn, type Rollout } from './rollout.ts'
import { autogen, validationActions, type PodController, type Validation } from './validation.ts'

/** Who may have signed: the workload identity of a build, or the holder of a key. */
export type Attestor = { readonly name: string } & (
  | {
      /** Issuer of the identity token, a URL, and a regular expression (RE2) for the identity. */
      readonly keyless: { readonly issuer: string; readonly subjectRegExp: string }
      /** Transparency log. @default that of Sigstore */
      readonly log?: string
    }
  | { /** Public key, PEM. */ readonly key: string }
)

/** A signed statement that must hang at an image. */
export interface Attestation {
  readonly name: string
  /** Predicate type of the in-toto statement, a URL. */
  readonly type: string
}

export interface ImageValidatingPolicyProps extends AdmissionProps {
  /** Globs of the images it is about. */
  readonly images: AtLeastOne<string>
  readonly attestors: AtLeastOne<Attestor>
  readonly attestations?: readonly Attestation[]
  readonly validations: AtLeastOne<Validation>
  readonly rollout: Rollout
  /** Whether an image without a digest fails before anything is verified. @default false: its tag is resolved */
  readonly digest?: boolean
  /** @default all that Kyverno knows, where the policy matches pods and nothing else */
  readonly podControllers?: readonly PodController[]
  /** Which images it is about: whether they are signed only their registry knows. */
  readonly examples: { readonly verified: AtLeastOne<Example>; readonly ignored: AtLeastOne<Example> }
}

/** Public log of the Sigstore project. @see https://docs.sigstore.dev/logging/overview/ */
const publicLog = 'https://rekor.sigstore.dev'

/**
 * A `policies.kyverno.io/v1` ImageValidatingPolicy: verifies signatures and attestations of images. It never writes the
 * digest into the object, which git owns.
 * @see https://kyverno.io/docs/policy-types/image-validating-policy/
 */
export function defineImageValidatingPolicy(props: ImageValidatingPolicyProps): PolicyDefinition {
  const { examples, images, attestors, attestations, validations, rollout, digest = false, ...others } = props
  const { podControllers, ...rest } = others
  return kyvernoPolicy(rest, {
    kind: 'ImageValidatingPolicy',
    rollout,
    expectations: [
      ...expect('verified', examples.verified, { should: 'verify its images', holds: asksRegistry }),
      ...expect('ignored', examples.ignored, { should: 'ignore its images', holds: verdict => isCalm(verdict) }),
    ],
    messages: validations.map(({ message }) => message),
    spec: environment => ({
      validationActions: validationActions[stepIn(environment, rollout).action],
      ...autogen(podControllers),
      matchImageReferences: images.map(glob => ({ glob })),
      attestors: attestors.map(written),
      ...(attestations && { attestations: attestations.map(({ name, type }) => ({ name, intoto: { type } })) }),
      validationConfigurations: { mutateDigest: false, verifyDigest: digest, required: true },
      validations,
    }),
  })
}

/** Away from a registry a verdict is an error or a failure; a policy that is not about an image has none of both. */
function asksRegistry({ status }: Verdict): boolean {
  return status === 'error' || status === 'fail'
}

function written(attestor: Attestor): object {
  const { name } = attestor
  if ('key' in attestor) return { name, cosign: { key: { data: attestor.key } } }
  const { keyless, log = publicLog } = attestor
  return { name, cosign: { keyless: { identities: [keyless] }, ctlog: { url: log } } }
}
