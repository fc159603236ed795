import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { workingCopy, type WorkingCopy } from './lib/cli/testing/working-copy.ts'

let copy: WorkingCopy
beforeEach(() => {
  copy = workingCopy()
  succeed('sh .githooks/setup')
}, 120_000)
afterEach(() => copy.remove())

function succeed(line: string): string {
  const { status, stdout, stderr } = copy.sh(line)
  expect(status, `${line}\n${stdout}${stderr}`).toBe(0)
  return stdout
}

function edit(path: string, from: string | RegExp, to: string): void {
  const file = join(copy.root, path)
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(from)
  writeFileSync(file, text.replace(from, to))
}

const render = 'node waybill.js synth && git add --all && git commit --quiet --no-verify --message=change'

/** Two branches that change different definitions and, by it, the same files of dist. */
function diverge(): void {
  succeed('git switch --quiet --create theirs')
  edit('tenants/shop.ts', "tier: 'silver'", "tier: 'gold'")
  succeed(render)
  succeed('git switch --quiet main')
  edit('platform/tenancy.ts', 'maxVolumeGi: volumeGi', 'maxVolumeGi: volumeGi + 1')
  succeed(render)
}

const limits = 'dist/dev/tenants/shop/shop.limitrange.tenant.yaml'

test('a merge renders what both sides changed in the same file, and commits it', () => {
  diverge()
  succeed('git merge --quiet --no-edit theirs')
  expect(succeed('git log -1 --format=%P').split(' ')).toHaveLength(2)
  expect(readFileSync(join(copy.root, limits), 'utf8')).toContain('501Gi')
  expect(succeed('node waybill.js synth')).toContain('wrote 0, removed 0')
  expect(succeed('git status --porcelain')).toBe('')
})

test('a merge that was resolved by hand is rendered by its commit', () => {
  diverge()
  for (const branch of ['theirs', 'main']) {
    succeed(`git switch --quiet ${branch}`)
    edit('tenants/shop.ts', 'monthlyBudget: 2500', `monthlyBudget: ${branch === 'main' ? 2600 : 2700}`)
    succeed(render)
  }
  expect(copy.sh('git merge --no-edit theirs').status).toBe(1)
  expect(succeed('git diff --name-only --diff-filter=U')).toBe('tenants/shop.ts\n')
  succeed('git checkout --theirs tenants/shop.ts && git add tenants/shop.ts && git commit --quiet --no-edit')
  expect(succeed('git log -1 --format=%P').split(' ')).toHaveLength(2)
  expect(succeed('node waybill.js synth')).toContain('wrote 0, removed 0')
  expect(succeed('git status --porcelain')).toBe('')
})

test('a merge whose code does not render is not committed, and says why', () => {
  succeed('git switch --quiet --create theirs')
  appendFileSync(join(copy.root, 'apps/shop/worker/worker.ts'), "\nthrow new Error('out of order')\n")
  succeed('git commit --quiet --all --message=broken && git switch --quiet main')
  appendFileSync(join(copy.root, 'tenants/media.ts'), '// ours\n')
  succeed('git commit --quiet --all --message=ours')
  const { status, stderr } = copy.sh('git merge --no-edit theirs')
  expect(status).not.toBe(0)
  expect(stderr).toMatch(/apps\/shop\/worker\/worker\.ts: cannot be loaded: out of order/)
  expect(succeed('git log -1 --format=%s')).toBe('ours\n')
})

test('a rebase keeps our side of dist, and check tells that it is stale', () => {
  diverge()
  succeed('git switch --quiet theirs && git rebase --quiet main')
  expect(copy.sh('node waybill.js check')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('dist is stale'),
  })
  expect(succeed('node waybill.js synth')).not.toContain('wrote 0,')
  succeed('node waybill.js check')
})

test('other commits are left alone', () => {
  appendFileSync(join(copy.root, 'tenants/media.ts'), '// ours\n')
  expect(succeed('git commit --all --message=ours')).toContain('1 file changed')
})

test('a folder that is no clone is left alone, one inside of another repository too', () => {
  succeed('mkdir -p inner/.githooks && cp .githooks/setup inner/.githooks && git config core.hooksPath other')
  succeed('cd inner && sh .githooks/setup')
  expect(succeed('git config core.hooksPath')).toBe('other\n')
  succeed('rm -rf .git && sh .githooks/setup')
})
