/** One requirement of a framework, in our own words. */
export interface Control {
  readonly title: string
  /** Ids of the rules of `check` whose silence is evidence for it. @default none */
  readonly checks?: readonly string[]
  /** Kinds, as `group/Kind`, whose objects are evidence by being there. @default none */
  readonly kinds?: readonly string[]
  /** What of it no manifest can prove, and what does; all of it where nothing else speaks for it. @default nothing */
  readonly beyond?: string
}

/** A catalogue of controls that auditors ask about. */
export interface Framework {
  /** What people type. */
  readonly id: string
  /** What stands before the id of a control, as `SOC2/CC6.1`. */
  readonly prefix: string
  readonly name: string
  readonly controls: Readonly<Record<string, Control>>
}
