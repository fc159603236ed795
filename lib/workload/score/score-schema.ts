/** A Score file, as far as it is read here. @see https://docs.score.dev/docs/score-specification/score-spec-reference/ */
export interface Score {
  readonly apiVersion: 'score.dev/v1b1'
  readonly metadata: { readonly name: string }
  readonly containers: Readonly<Record<string, ScoreContainer>>
  readonly service?: { readonly ports?: Readonly<Record<string, ScorePort>> }
  readonly resources?: Readonly<Record<string, ScoreResource>>
}

export interface ScoreContainer {
  readonly image: string
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, ScoreContent>> | readonly (ScoreContent & { readonly target: string })[]
  readonly volumes?: Readonly<Record<string, { readonly source: string }>>
  readonly resources?: { readonly limits?: ScoreSize; readonly requests?: ScoreSize }
  readonly livenessProbe?: ScoreProbe
  readonly readinessProbe?: ScoreProbe
}

export interface ScoreContent {
  readonly content?: string | readonly string[]
  readonly noExpand?: boolean
}

export interface ScoreSize {
  readonly cpu?: string
  readonly memory?: string
}

export interface ScoreProbe {
  readonly httpGet?: { readonly path: string; readonly port: number }
}

export interface ScorePort {
  readonly port: number
  readonly targetPort?: number
}

export interface ScoreResource {
  readonly type: string
  readonly params?: Readonly<Record<string, unknown>>
}

const text = { type: 'string' }
const texts = { type: 'array', items: text, maxItems: 200 }
const port = { type: 'integer', minimum: 1, maximum: 65535 }
const map = (values: object) => ({ type: 'object', additionalProperties: values, maxProperties: 200 })
const fields = (properties: object, ...required: string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

const size = fields({ cpu: text, memory: text })
const headers = { type: 'array', items: fields({ name: text, value: text }) }
const httpGet = fields({ host: text, scheme: text, path: text, port, httpHeaders: headers }, 'path', 'port')
const probe = fields({ httpGet, exec: fields({ command: texts }, 'command') })
const content = {
  content: { anyOf: [text, texts] },
  source: text,
  binaryContent: text,
  mode: text,
  noExpand: { type: 'boolean' },
}
const volume = { source: text, path: text, readOnly: { type: 'boolean' } }

const container = fields(
  {
    image: text,
    command: texts,
    args: texts,
    variables: map(text),
    files: {
      anyOf: [
        map(fields(content)),
        { type: 'array', items: fields({ ...content, target: text }, 'target'), maxItems: 200 },
      ],
    },
    volumes: {
      anyOf: [
        map(fields(volume, 'source')),
        { type: 'array', items: fields({ ...volume, target: text }, 'source', 'target') },
      ],
    },
    resources: fields({ limits: size, requests: size }),
    livenessProbe: probe,
    readinessProbe: probe,
  },
  'image',
)

const resource = fields(
  { type: text, class: text, id: text, metadata: { type: 'object' }, params: { type: 'object' } },
  'type',
)

/** JSON schema of version v1b1; what it does not know is refused rather than dropped. */
export const scoreSchema = fields(
  {
    apiVersion: { const: 'score.dev/v1b1' },
    metadata: {
      type: 'object',
      properties: { name: { ...text, pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' } },
      required: ['name'],
    },
    containers: { ...map(container), minProperties: 1 },
    service: fields({ ports: map(fields({ port, targetPort: port, protocol: text }, 'port')) }),
    resources: map(resource),
  },
  'apiVersion',
  'metadata',
  'containers',
)
