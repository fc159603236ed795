import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'

const repository = dirname(dirname(dirname(import.meta.dirname)))
const left = new Set(['node_modules', '.git', '.cache'].map(name => join(repository, name)))

/** What a command line said. */
export interface Said {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** This repository, as it is on disk, in a temporary folder and a git repository of its own. */
export interface WorkingCopy {
  readonly root: string
  /** Runs a line of shell there and waits. */
  readonly sh: (line: string) => Said
  readonly remove: () => void
}

export function workingCopy(): WorkingCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'waybill-copy-')))
  cpSync(repository, root, { recursive: true, filter: path => !left.has(path) })
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
  const copy = { root, sh: shell(root), remove: () => rmSync(root, { recursive: true }) }
  const git = copy.sh('git init --quiet --initial-branch=main && git add --all && git commit --quiet --message=start')
  if (git.status !== 0) throw new Error(git.stderr)
  return copy
}

/** As on a machine of its own: no settings of the user, none that hooks of a surrounding git have set. */
function shell(root: string): WorkingCopy['sh'] {
  const author = { GIT_AUTHOR_NAME: 'test', GIT_AUTHOR_EMAIL: 'test@acme.internal' }
  const committer = { GIT_COMMITTER_NAME: 'test', GIT_COMMITTER_EMAIL: 'test@acme.internal' }
  const git = { ...author, ...committer, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_EDITOR: 'true' }
  const PATH = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  const env = { HOME: process.env['HOME'], PATH, ...git }
  return line => {
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', line], { cwd: root, encoding: 'utf8', env })
    return { status, stdout, stderr }
  }
}
