import { defineImageValidatingPolicy } from '../../../lib/kyverno/image-validating-policy.ts'
import { container, deployment, pod } from '../example-object.ts'
import { ofTenants } from '../of-tenants.ts'
import { reported } from '../rollout.ts'
import { acmeCi, ourImages } from './acme-ci.ts'

export const verifyAttestations = defineImageValidatingPolicy({
  name: 'verify-attestations',
  title: 'Our images say what is in them and where they come from',
  description:
    'Without a bill of materials nobody knows who runs a broken library; without provenance, from which commit it was built.',
  category: 'Signatures',
  severity: 'high',
  controls: ['SOC2/CC7.1', 'ISO27001/A.8.8', 'PCI-DSS/6.3.2', 'NIST-800-53/CM-8', 'NIST-800-53/SR-4'],
  rollout: reported,
  match: { kinds: ['Pod'] },
  matchConditions: [ofTenants],
  images: [ourImages],
  attestors: [acmeCi],
  attestations: [
    { name: 'sbom', type: 'https://cyclonedx.org/bom' },
    { name: 'provenance', type: 'https://slsa.dev/provenance/v1' },
  ],
  validations: [
    {
      expression:
        '(images.containers + images.initContainers).all(image, verifyAttestationSignatures(image, attestations.sbom, [attestors.ci]) > 0)',
      message: 'attest a CycloneDX bill of materials in the workflow release.yaml',
    },
    {
      expression:
        '(images.containers + images.initContainers).all(image, verifyAttestationSignatures(image, attestations.provenance, [attestors.ci]) > 0)',
      message: 'attest SLSA provenance in the workflow release.yaml',
    },
  ],
  examples: {
    verified: [pod(), deployment()],
    ignored: [pod({ containers: [container({ image: 'ghcr.io/stefanprodan/podinfo:6.9.2' })] })],
  },
})
