import type { Framework } from './framework.ts'
import { gdpr } from './gdpr.ts'
import { iso27001 } from './iso27001.ts'
import { nist80053 } from './nist80053.ts'
import { pciDss } from './pci-dss.ts'
import { soc2 } from './soc2.ts'

const known = [soc2, iso27001, pciDss, gdpr, nist80053] as const

export const frameworks: readonly Framework[] = known

type IdIn<F> = F extends { readonly prefix: infer P extends string; readonly controls: infer C }
  ? `${P}/${keyof C & string}`
  : never

/** A control of a framework, e.g. `SOC2/CC6.1`; a misspelt one does not compile. */
export type ControlId = IdIn<(typeof known)[number]>
