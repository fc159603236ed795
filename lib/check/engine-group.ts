const engineGroup = /^(argoproj\.io|fluxcd\.controlplane\.io|[a-z]+\.toolkit\.fluxcd\.io)$/

/** Whether objects of an API group are for the engine itself: whoever applies such an object runs already. */
export function isEngineGroup(group: string): boolean {
  return engineGroup.test(group)
}
