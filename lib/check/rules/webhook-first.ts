import type { Manifest } from '../../manifest/manifest.ts'
import { groupOf } from '../../manifest/object-key.ts'
import type { RenderedFile } from '../../render/rendered-file.ts'
import type { CheckContext } from '../context.ts'
import { exampleUnit } from '../example.ts'
import { items } from '../../manifest/field.ts'
import { objectFinding } from '../object-rule.ts'
import type { Rule } from '../rule.ts'
import { waitsFor } from '../waits-for.ts'

const hook = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  webhooks: [{ rules: [{ apiGroups: ['apps'], resources: ['deployments'] }] }],
}
const workload = { apiVersion: 'apps/v1', kind: 'Deployment' }
const injector = exampleUnit({ name: 'injector' })
const files = { 'prod/platform/injector': [hook], 'prod/platform/web': [workload] }

/** A warning: which namespaces and labels a webhook selects is decided in the cluster. */
export const webhookFirst: Rule = {
  id: 'webhook-first',
  lint: 10,
  severity: 'warning',
  description: 'a webhook is there before the objects that it matches, which would pass it by',
  examples: {
    refused: [{ units: [injector, exampleUnit({ name: 'web' })], files }],
    allowed: [
      { units: [injector, exampleUnit({ name: 'web', after: [injector] })], files },
      { files: { ...files, 'prod/platform/web': [{ apiVersion: 'v1', kind: 'ConfigMap' }] } },
    ],
  },
  run: context =>
    context
      .ofKind(
        'admissionregistration.k8s.io/MutatingWebhookConfiguration',
        'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
      )
      .flatMap(webhook =>
        (context.onCluster.get(webhook.livesOn) ?? [])
          .filter(file => isTooEarly(file, webhook, context) && matches(webhook.manifest, file.manifest))
          .map(file =>
            objectFinding(file, webhookFirst, {
              message: `is matched by a webhook of ${webhook.unit}, which ${file.unit} does not wait for`,
              fix: `add ${webhook.unit.replace(/^.*\//, '')} to \`after\``,
            }),
          ),
      ),
}

function isTooEarly(file: RenderedFile, webhook: RenderedFile, context: CheckContext): boolean {
  const unit = context.unitOf(file)
  const owner = context.unitOf(webhook)
  return unit !== undefined && owner !== undefined && unit !== owner && !waitsFor(unit).has(owner)
}

/** Webhooks name resources, objects name kinds: the plural of a kind adds `s`, `es` or turns `y` into `ies`. */
function matches(webhook: Manifest, { apiVersion, kind }: Manifest): boolean {
  const singular = kind.toLowerCase()
  const plurals = ['*', '*/*', `${singular}s`, `${singular}es`, singular.replace(/y$/, 'ies')]
  return items(webhook, 'webhooks')
    .flatMap(hook => items(hook, 'rules'))
    .some(
      rule =>
        items(rule, 'apiGroups').some(group => group === '*' || group === groupOf(apiVersion)) &&
        items(rule, 'resources').some(resource => plurals.includes(`${resource}`)),
    )
}
