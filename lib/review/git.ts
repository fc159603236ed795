import { spawnSync } from 'node:child_process'
import { FindingsError } from '../finding/findings-error.ts'

/** What git answers, as bytes. It is kept from writing: the index stays as it is. */
export function git(root: string, args: readonly string[], input?: string): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', ['--no-optional-locks', '-C', root, ...args], {
    maxBuffer: 2 ** 31 - 1,
    ...(input !== undefined && { input }),
  })
  if (error !== undefined) throw refused(`git cannot be run: ${error.message}`, 'install git')
  if (status !== 0) throw refused(firstLine(stderr) || `git ${args[0]} failed`, 'run the command in a git repository')
  return stdout
}

/** The full id of the commit that a revision names. @throws FindingsError where there is none */
export function commitOf(root: string, revision: string): string {
  const commit = resolved(root, revision)
  if (commit !== undefined) return commit
  git(root, ['rev-parse', '--git-dir'])
  throw refused(`"${revision}" names no commit`, 'name a branch, a tag or a commit; in CI, fetch the whole history')
}

/** Where the work at hand left a branch; the commit at hand where there is no such branch. */
export function forkPoint(root: string, branch: string): string {
  const trunk = resolved(root, `origin/${branch}`) ?? resolved(root, branch)
  const head = commitOf(root, 'HEAD')
  if (trunk === undefined) return head
  const { status, stdout } = spawnSync('git', ['-C', root, 'merge-base', trunk, head], { encoding: 'utf8' })
  if (status === 0) return stdout.trim()
  throw refused(
    `"${branch}" and the commit at hand have no history in common`,
    'fetch the whole history, or give --base',
  )
}

function resolved(root: string, revision: string): string | undefined {
  const args = ['-C', root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

function firstLine(text: Buffer): string {
  return (text.toString('utf8').split('\n')[0] ?? '').replace(/^fatal: /, '')
}

function refused(message: string, fix: string): FindingsError {
  return new FindingsError([{ rule: 'git', severity: 'error', path: '.git', message, fix }])
}

/** A commit that changed a folder. */
export interface Revision {
  readonly commit: string
  /** Day of the commit, `YYYY-MM-DD`. */
  readonly date: string
  readonly subject: string
}

/** The state at a commit, then every later one on the way to the work at hand that changed a folder, oldest first. */
export function revisionsSince(root: string, since: string, folder: string): Revision[] {
  const log = (...args: string[]) => {
    const text = git(root, ['log', '--first-parent', '--format=%H%x09%cs%x09%s', ...args])
      .toString('utf8')
      .trim()
    return text === '' ? [] : text.split('\n').map(revisionOf)
  }
  return [...log('-1', since), ...log('--reverse', `${since}..HEAD`, '--', folder)]
}

function revisionOf(line: string): Revision {
  const [commit = '', date = '', ...subject] = line.split('\t')
  return { commit, date, subject: subject.join('\t') }
}
