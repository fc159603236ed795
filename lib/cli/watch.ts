import { readdirSync, statSync, watch as watchFolder } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { freshModules } from './fresh-modules.ts'
import type { LoadProject } from './project.ts'
import type { SynthOptions } from './synth-once.ts'

/** Milliseconds in which the saves of one command, such as a branch change or a formatter, are taken together. */
const settle = 10

/** Renders now, and again whenever a file of the project is saved, until the process is ended. */
export async function watch(load: LoadProject, options: SynthOptions): Promise<void> {
  const root = join(import.meta.dirname, '../..')
  const modules = freshModules(root)
  const changes = changedFiles(root)
  for (;;) {
    process.exitCode = 0
    // Imported in every round: where the renderer itself has changed, this is the new one.
    const { synthOnce } = await import('./synth-once.ts')
    await synthOnce(load, options)
    process.stderr.write('watching for changes; end with Ctrl-C\n')
    modules.invalidate(await changes())
  }
}

/** Resolves with the files that have been saved since the last call, at once or as soon as there are any. */
function changedFiles(root: string): () => Promise<string[]> {
  const changed = new Set<string>()
  let wake = () => {}
  watchTree(root, file => {
    changed.add(file)
    wake()
  })
  return async () => {
    if (changed.size === 0) await new Promise<void>(resolve => (wake = resolve))
    await new Promise(resolve => setTimeout(resolve, settle))
    const files = [...changed]
    changed.clear()
    return files
  }
}

/**
 * Watches a folder and those in it, one by one: on Linux, Node's own `recursive` follows a file and not its name, and so
 * loses it to an editor that saves by rename.
 */
function watchTree(folder: string, saved: (file: string) => void): void {
  const watcher = watchFolder(folder, (_, name) => {
    if (name === null) return
    const path = join(folder, name)
    if (isSource(name)) saved(path)
    else if (isFolder(path) && isWatched(name)) watchTree(path, saved)
  })
  watcher.on('error', () => watcher.close()) // the folder is gone
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && isWatched(entry.name)) watchTree(join(folder, entry.name), saved)
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function isWatched(folder: string): boolean {
  return !folder.startsWith('.') && !['node_modules', 'dist'].includes(folder)
}

/** Modules and the data they read; not tests, and not what editors leave while they save. */
function isSource(file: string): boolean {
  return /\.(ts|js|json|ya?ml)$/.test(file) && !file.endsWith('.test.ts') && !file.startsWith('.')
}
