import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Finding } from '../finding/finding.ts'
import { FindingsError } from '../finding/findings-error.ts'
import type { TreeFile } from '../policy/analysis/cluster-tree.ts'
import { readObjects, type ReadObjects } from '../policy/read-objects.ts'
import { distFinding, listDist } from '../render/dist-listing.ts'
import { git } from './git.ts'

/** Everything that dist holds at one moment. */
export interface DistTree {
  /** Sorted by path. */
  readonly files: readonly TreeFile[]
  /** What cannot be read. */
  readonly findings: readonly Finding[]
}

interface Blob {
  /** Relative to the repository. */
  readonly path: string
  readonly oid: string
}

/** Reads dist as it lies on disk and as it was committed; the same bytes are read once. The work tree stays as it is. */
export class DistReader {
  readonly #root: string
  /** Relative to the root. */
  readonly #folder: string
  readonly #read = new Map<string, ReadObjects>()

  /** `outdir`: where dist is, absolute, below the root. */
  constructor(root: string, outdir: string) {
    this.#root = root
    this.#folder = relative(root, outdir)
  }

  now(): DistTree {
    const outdir = join(this.#root, this.#folder)
    if (!existsSync(outdir)) throw new FindingsError([distFinding(this.#folder, 'is not there', 'run `npm run synth`')])
    const { files, findings } = listDist(outdir)
    const blobs = [...files].sort().map(path => {
      const bytes = readFileSync(join(outdir, path))
      const blob = { path: `${this.#folder}/${path}`, oid: blobId(bytes) }
      this.#remember(blob, bytes)
      return blob
    })
    const tree = this.#tree(blobs)
    return { files: tree.files, findings: [...findings, ...tree.findings] }
  }

  /** Dist as a commit has it; empty where the commit has none. */
  at(commit: string): DistTree {
    const blobs = this.#blobsAt(commit)
    this.#fetch(blobs)
    return this.#tree(blobs)
  }

  /** https://git-scm.com/docs/git-ls-tree#_output_format */
  #blobsAt(commit: string): Blob[] {
    const listing = git(this.#root, ['ls-tree', '-r', '-z', commit, '--', `${this.#folder}/`]).toString('utf8')
    return listing.split('\0').flatMap(line => {
      const [, type, oid = '', path = ''] = /^\d+ (\w+) ([0-9a-f]+)\t(.*)$/s.exec(line) ?? []
      return type === 'blob' && path.endsWith('.yaml') ? [{ path, oid }] : []
    })
  }

  /** All blobs that are not known yet, in one process. @see https://git-scm.com/docs/git-cat-file#_batch_output */
  #fetch(blobs: readonly Blob[]): void {
    const missing = [...new Map(blobs.map(blob => [blob.oid, blob])).values()].filter(({ oid }) => !this.#read.has(oid))
    if (missing.length === 0) return
    const input = missing.map(({ oid }) => `${oid}\n`).join('')
    const out = git(this.#root, ['cat-file', '--batch'], input)
    let at = 0
    for (const blob of missing) {
      const end = out.indexOf(10, at)
      const size = Number(out.toString('latin1', at, end).split(' ')[2])
      if (!Number.isInteger(size)) throw new FindingsError([notFetched(blob)])
      this.#remember(blob, out.subarray(end + 1, end + 1 + size))
      at = end + size + 2
    }
  }

  #remember({ path, oid }: Blob, bytes: Buffer): void {
    if (!this.#read.has(oid)) this.#read.set(oid, readObjects(bytes.toString('utf8'), path))
  }

  #tree(blobs: readonly Blob[]): DistTree {
    const read = blobs.map(({ path, oid }) => ({ path, oid, ...this.#read.get(oid)! }))
    return {
      files: read.flatMap(({ path, oid, objects }) =>
        objects.map((object, i) => ({ path, oid: i === 0 ? oid : `${oid}#${i}`, object })),
      ),
      findings: read.flatMap(({ path, findings }) => findings.map(finding => ({ ...finding, path }))),
    }
  }
}

/** A shallow or partial clone holds trees whose files it lacks. */
function notFetched({ path }: Blob): Finding {
  return distFinding(path, 'is not in this clone, though a commit names it', 'fetch the whole history')
}

/** The id that git gives to bytes. @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function blobId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
