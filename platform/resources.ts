/** What a container asks for, in the two places every chart asks. */
export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string }
  readonly limits: { readonly memory: string }
}

/** Memory requested is memory allowed, so that nobody is evicted for a neighbour; CPU has no limit, so that nobody is throttled. */
export function resources(cpu: string, memory: string): Resources {
  return { requests: { cpu, memory }, limits: { memory } }
}
