import type { Finding } from '../../finding/finding.ts'
import { parseQuantity } from './quantity.ts'
import { expand } from './placeholders.ts'
import { scoreFinding } from './read-score.ts'
import { scoreResources, type ScoreNeeds } from './score-resources.ts'
import type { Score, ScoreContainer, ScoreContent } from './score-schema.ts'

/** What a Score file says, in the words of our definitions. */
export interface ScoreApp {
  readonly name: string
  /** Repository of the image, and its tag where the file gives one. */
  readonly image: { readonly repository: string; readonly tag: string | undefined }
  /** Absent for an app that nobody calls. */
  readonly port: number | undefined
  readonly command: readonly string[]
  readonly args: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
  readonly scratch: readonly string[]
  readonly cpuMillis: number
  readonly memoryMi: number
  readonly health: { readonly ready?: `/${string}`; readonly live?: `/${string}` }
  readonly needs: ScoreNeeds
}

/** Reads a Score file as one of our apps, or tells what of it has no counterpart here. */
export function scoreApp(
  score: Score,
  path: string,
): { readonly app: ScoreApp; readonly findings: readonly Finding[] } {
  const problems: [message: string, fix: string][] = []
  const [[, container] = ['', { image: '' }], ...others] = Object.entries(score.containers)
  if (others.length > 0) problems.push(['has more than one container', 'make an app of each'])
  const { needs, values, refused } = scoreResources(score)
  const unknown = new Set<string>()
  const fill = (text: string) => expand(text, values, unknown)
  const app: ScoreApp = {
    name: score.metadata.name,
    image: split(container.image),
    port: portOf(score),
    command: (container.command ?? []).map(fill),
    args: (container.args ?? []).map(fill),
    variables: Object.fromEntries(
      Object.entries(container.variables ?? {}).map(([name, value]) => [name, fill(value)]),
    ),
    files: Object.fromEntries(filesOf(container).map(([target, file]) => [target, contentOf(file, fill)])),
    scratch: ['/tmp', ...volumesOf(container)],
    ...sizeOf(container, problems),
    health: healthOf(container),
    needs,
  }
  problems.push(...refused, ...unsupported(score, container))
  for (const name of unknown)
    problems.push([`\${${name}} stands for nothing`, 'name a resource of the file and one of its outputs'])
  return { app, findings: problems.map(([message, fix]) => scoreFinding(path, message, fix)) }
}

function split(image: string): ScoreApp['image'] {
  const at = /^(.+?)(?::([\w][\w.-]{0,127}))?$/.exec(image)
  return { repository: at?.[1] ?? image, tag: at?.[2] }
}

/** The port called `http` or `web`, or else the first; our Services listen where their pods do. */
function portOf({ service }: Score): number | undefined {
  const ports = service?.ports ?? {}
  const port = ports.http ?? ports.web ?? Object.values(ports)[0]
  return port && (port.targetPort ?? port.port)
}

function filesOf({ files = {} }: ScoreContainer): [target: string, file: ScoreContent][] {
  return Array.isArray(files) ? files.map(file => [file.target, file]) : Object.entries(files)
}

function contentOf({ content = '', noExpand = false }: ScoreContent, fill: (text: string) => string): string {
  const text = typeof content === 'string' ? content : content.join('\n')
  return noExpand ? text : fill(text)
}

function volumesOf({ volumes = {} }: ScoreContainer): string[] {
  return Array.isArray(volumes) ? volumes.map(({ target }) => target as string) : Object.keys(volumes)
}

function sizeOf({ resources }: ScoreContainer, problems: [string, string][]): Pick<ScoreApp, 'cpuMillis' | 'memoryMi'> {
  const read = (text: string | undefined, otherwise: number) => {
    if (text === undefined) return otherwise
    const amount = parseQuantity(text)
    if (amount === undefined) problems.push([`"${text}" is no quantity`, 'write e.g. 250m or 512Mi'])
    return amount ?? otherwise
  }
  const { requests, limits } = resources ?? {}
  return {
    cpuMillis: Math.ceil(read(requests?.cpu ?? limits?.cpu, 0.1) * 1000),
    memoryMi: Math.ceil(read(limits?.memory ?? requests?.memory, 128 * 2 ** 20) / 2 ** 20),
  }
}

function healthOf({ livenessProbe, readinessProbe }: ScoreContainer): ScoreApp['health'] {
  const live = livenessProbe?.httpGet?.path as `/${string}` | undefined
  const ready = (readinessProbe?.httpGet?.path as `/${string}` | undefined) ?? live
  return { ...(ready && { ready }), ...((live ?? ready) && { live: live ?? ready! }) }
}

function unsupported({ containers }: Score, container: ScoreContainer): [message: string, fix: string][] {
  const probes = [container.livenessProbe, container.readinessProbe].filter(probe => probe !== undefined)
  const missing = filesOf(container).filter(([, file]) => file.content === undefined)
  const relative = filesOf(container).filter(([target]) => !target.startsWith('/'))
  return [
    ...(probes.some(probe => probe.httpGet === undefined)
      ? [['has a probe that runs a command', 'answer HTTP instead'] as [string, string]]
      : []),
    ...missing.map(([target]): [string, string] => [
      `file "${target}" has no content in it`,
      'put its text under content',
    ]),
    ...relative.map(([target]): [string, string] => [`file "${target}" has no absolute path`, 'start it with /']),
    ...(Object.keys(containers).length > 0 && container.image === '.'
      ? [['has no image', 'name its repository'] as [string, string]]
      : []),
  ]
}
