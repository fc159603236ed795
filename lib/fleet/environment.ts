/** An ordered step to production; its place in `Fleet.environments` is its order. */
export interface Environment {
  readonly name: string
  /** What policies do here with an object that breaks them. */
  readonly policyAction: 'Audit' | 'Warn' | 'Deny'
  readonly sync: {
    /** Whether the engine deletes objects that left dist. */
    readonly prune: boolean
    /** Whether the engine undoes changes made in the cluster by hand. */
    readonly selfHeal: boolean
  }
}
