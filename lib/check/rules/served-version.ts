import type { Severity } from '../../finding/finding.ts'
import { groupKind } from '../../manifest/object-key.ts'
import { apiLifetime } from '../api-lifetimes.ts'
import { exampleCluster, exampleFleet } from '../example.ts'
import { objectFinding } from '../object-rule.ts'
import type { Problem, Rule } from '../rule.ts'

const on = (kubernetes: string, apiVersion: string, kind: string) => ({
  fleet: exampleFleet([{ ...exampleCluster('prod'), kubernetes }]),
  files: { 'prod/platform/web': [{ apiVersion, kind }] },
})

export const servedVersion: Rule = {
  id: 'served-version',
  lint: 26,
  severity: 'error',
  description: "an apiVersion is served, and not deprecated, by the cluster's Kubernetes version",
  examples: {
    refused: [
      on('1.36', 'autoscaling/v2beta2', 'HorizontalPodAutoscaler'),
      on('1.36', 'extensions/v1beta1', 'Ingress'),
      on('1.36', 'v1', 'Endpoints'),
      on('1.29', 'admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'),
    ],
    allowed: [
      on('1.36', 'autoscaling/v2', 'HorizontalPodAutoscaler'),
      on('1.25', 'autoscaling/v2beta2', 'HorizontalPodAutoscaler'),
      on('1.32', 'v1', 'Endpoints'),
      on('1.30', 'admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'),
    ],
  },
  run: context => {
    const versions = new Map(context.fleet.clusters.map(({ name, kubernetes }) => [name, kubernetes]))
    return context.files.flatMap(file => {
      const version = versions.get(file.livesOn) ?? ''
      const found = problemOf(file.manifest, version)
      return found === undefined ? [] : [objectFinding(file, { id: servedVersion.id, severity: found.severity }, found)]
    })
  },
}

function problemOf(
  manifest: { apiVersion: string; kind: string },
  version: string,
): (Problem & { severity: Severity }) | undefined {
  const life = apiLifetime(manifest)
  if (life === undefined) return undefined
  const minor = Number(version.split('.')[1])
  const { since = 0, deprecated = Infinity, removed = Infinity, instead } = life
  const what = `${groupKind(manifest)} in ${manifest.apiVersion}`
  const fix = `use ${instead}`
  if (minor >= removed) return { severity: 'error', message: `${what} was removed in Kubernetes 1.${removed}`, fix }
  if (minor < since) return { severity: 'error', message: `${what} is served from Kubernetes 1.${since} on`, fix }
  if (minor >= deprecated) return { severity: 'warning', message: `${what} is deprecated since 1.${deprecated}`, fix }
  return undefined
}
