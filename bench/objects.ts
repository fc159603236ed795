import { ApiObject, type Chart } from 'cdk8s'

/** The eight objects of one unit of the benchmark: an ordinary web workload. */
export function addObjects(chart: Chart, name: string): void {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'bench' }
  const selector = { matchLabels: { 'app.kubernetes.io/name': name } }
  const add = (apiVersion: string, kind: string, fields: object) =>
    new ApiObject(chart, kind, { apiVersion, kind, metadata: { name, labels }, ...fields })
  add('apps/v1', 'Deployment', { spec: { selector, template: { metadata: { labels }, spec: podSpec(name) } } })
  add('v1', 'Service', { spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } })
  add('v1', 'ServiceAccount', { automountServiceAccountToken: false })
  add('v1', 'ConfigMap', {
    data: { LEVEL: 'info', RETRY: 'on', 'config.yaml': 'server:\n  port: 8080\n  hosts:\n    - a\n' },
  })
  add('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, selector } })
  add('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: scaling(name) })
  add('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: selector, ...traffic } })
  add('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'ServiceAccount', name }],
  })
}

function podSpec(name: string): object {
  const probe = (path: string) => ({ httpGet: { path, port: 'http' }, periodSeconds: 10 })
  return {
    serviceAccountName: name,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'main',
        image: `ghcr.io/acme/${name}:1.4.2`,
        args: ['--listen=:8080', '--level=info'],
        env: [
          { name: 'MODE', value: 'yes' },
          { name: 'UMASK', value: '0o17' },
        ],
        ports: [{ name: 'http', containerPort: 8080 }],
        readinessProbe: probe('/ready'),
        livenessProbe: probe('/live'),
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
      },
    ],
  }
}

function scaling(name: string): object {
  return {
    minReplicas: 2,
    maxReplicas: 10,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
  }
}

const traffic = {
  policyTypes: ['Ingress', 'Egress'],
  ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }],
  egress: [
    {
      to: [{ namespaceSelector: {} }],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
  ],
}
