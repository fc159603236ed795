export const monitoring = {
  /** Namespace from which metrics are scraped. */
  namespace: 'monitoring',
  /** Labels of the pods that scrape. */
  scraper: { 'app.kubernetes.io/name': 'prometheus' },
  /** Prometheus HTTP API. It reads every ServiceMonitor, PodMonitor and PrometheusRule, whatever their labels. */
  prometheus: 'http://kube-prometheus-stack-prometheus.monitoring:9090',
} as const
