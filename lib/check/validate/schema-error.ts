/** What ajv says about one place of an object; the precompiled validators say it in the same words. */
export interface SchemaError {
  /** JSON pointer (RFC 6901) into the object. */
  readonly instancePath: string
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string | undefined
  /** The schema of the keyword; the precompiled validators leave it out. */
  readonly parentSchema?: Readonly<Record<string, unknown>> | undefined
}

/** Says what is wrong with an object; empty where nothing is. */
export type Validate = (object: object) => readonly SchemaError[]
