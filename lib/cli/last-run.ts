import { createHash, type Hash } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { digestDist, type DistDigest } from '../render/dist-digest.ts'
import { outputFolder } from '../render/output-folder.ts'

/** What is known of the last complete run before anything is loaded. */
export interface LastRun {
  /** Whether it began with the inputs that are here now, so that dist must be what it left. */
  readonly sameInputs: boolean
  /** What dist holds, where it is what that run left, byte for byte, and these inputs render nothing else. */
  readonly current: DistDigest | undefined
  /** Keeps what the inputs, as they were when this was asked, have rendered to. */
  readonly keep: (dist: DistDigest) => void
}

/** Bytes of inputs above which a run is no longer shorter for having read them. */
const limit = 64 * 1024 * 1024

/**
 * What is kept is a fact that does not age: these inputs render to that dist. So a file that is lost, torn, or of another
 * checkout costs a complete run, never a wrong dist. Undefined where the inputs cannot be told.
 */
export function lastRun(root: string): LastRun | undefined {
  try {
    const outdir = outputFolder(root)
    const inputs = inputsOf(root, outdir)
    const [known, dist] = kept(root).split(' ')
    const sameInputs = known === inputs
    const now = sameInputs ? digestDist(outdir) : undefined
    return { sameInputs, current: now?.sha256 === dist ? now : undefined, keep: now => keep(root, inputs, now) }
  } catch {
    return undefined // a complete run says what is wrong
  }
}

const folder = (root: string) => join(root, '.cache')
const file = (root: string) => join(folder(root), 'last-run')

function kept(root: string): string {
  try {
    return readFileSync(file(root), 'utf8')
  } catch {
    return ''
  }
}

function keep(root: string, inputs: string, { sha256 }: DistDigest): void {
  try {
    mkdirSync(folder(root), { recursive: true })
    writeFileSync(file(root), `${inputs} ${sha256}`)
  } catch {
    // where nothing can be kept, every run is a complete one
  }
}

/**
 * SHA-256 over all that a render may depend on: every file of the repository but dist, whatever its name, what npm has
 * installed, and Node's version. Contents, and also when each file last changed: a file that is changed and changed back
 * while a run loads it is not what that run has seen.
 */
function inputsOf(root: string, outdir: string): string {
  const digest = createHash('sha256').update(process.version)
  const installed = join(root, 'node_modules')
  const apart = new Set([outdir, installed, join(root, '.git'), folder(root)])
  let bytes = addFile(digest, join(installed, '.package-lock.json'))
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (apart.has(path)) continue
      if (entry.isDirectory()) walk(path)
      else bytes += addFile(digest, path)
      if (bytes > limit) throw new Error(`inputs of more than ${limit} bytes`)
    }
  }
  walk(root)
  return digest.digest('hex')
}

/** Adds a file and returns its size. A link or a pipe is no input that can be told. */
function addFile(digest: Hash, path: string): number {
  const stat = lstatSync(path)
  if (!stat.isFile()) throw new Error(`${path} is no file`)
  digest.update(JSON.stringify([path, stat.size, stat.mtimeMs, stat.ctimeMs])).update(readFileSync(path))
  return stat.size
}
