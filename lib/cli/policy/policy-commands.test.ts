import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { dump, loadAll } from 'js-yaml'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'

const repository = dirname(dirname(dirname(import.meta.dirname)))

/** A repository with the commands of this one, two clusters and no definitions: these commands read dist. */
let root: string

const estate = `
const environment = (name) => ({ name, policyAction: 'Deny', sync: { prune: true, selfHeal: true } })
const environments = [environment('dev'), environment('production')]
const place = { region: 'local', cloud: 'kind', kubernetes: '1.36', domain: 'dev.acme.internal', engine: 'flux', profile: 'all' }

export const estate = []
export const fleet = {
  git: { repository: 'https://git.acme.internal/platform.git', branch: 'main', path: 'dist' },
  environments,
  profiles: [{ name: 'all', components: [] }],
  clusters: [
    { ...place, name: 'dev', environment: environments[0] },
    { ...place, name: 'prod', environment: environments[1] },
  ],
}
`

const noRed = (action: string) => ({
  apiVersion: 'policies.kyverno.io/v1',
  kind: 'ValidatingPolicy',
  metadata: { name: 'no-red' },
  spec: {
    validationActions: [action],
    matchConstraints: {
      resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }],
    },
    variables: [{ name: 'color', expression: "object.data.?color.orValue('')" }],
    validations: [{ expression: "variables.color != 'red'", message: 'red is taken' }],
  },
})
const configMap = (name: string, color: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { color },
})
const excuse = {
  apiVersion: 'policies.kyverno.io/v1',
  kind: 'PolicyException',
  metadata: {
    name: 'lobby',
    namespace: 'kyverno',
    annotations: { 'waybill.dev/reason': 'the carpet is red', 'waybill.dev/owner': 'team-shop' },
  },
  spec: {
    policyRefs: [{ name: 'no-red', kind: 'ValidatingPolicy' }],
    matchConditions: [{ name: 'lobby', expression: "object.metadata.name == 'lobby'" }],
    expiresAt: '2027-01-01T00:00:00Z',
  },
}

function write(path: string, object: object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), dump(object))
}

const web = (cluster: string) => `dist/${cluster}/apps/web/shop.configmap.web.yaml`
const policyPath = (cluster: string) => `dist/${cluster}/platform/policies/validatingpolicy.no-red.yaml`

function git(...args: string[]): string {
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@acme.internal']
  const { status, stdout, stderr } = spawnSync('git', ['-C', root, ...author, ...args], { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  return stdout
}

function commit(subject: string): void {
  git('add', '--all')
  git('commit', '--quiet', `--message=${subject}`)
}

function waybill(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'waybill.js'), 'policy', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  })
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stdout).not.toContain('\u{1b}')
  return { status, stdout, stderr }
}

const json = (...args: string[]) => JSON.parse(waybill(...args, '--format', 'json').stdout)

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'waybill-policy-'))
  for (const file of ['cli.ts', 'waybill.js', 'package.json', 'cdk8s.yaml', 'lib']) {
    cpSync(join(repository, file), join(root, file), { recursive: true })
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
  writeFileSync(join(root, 'estate.ts'), estate)
  writeFileSync(join(root, '.gitignore'), 'node_modules\nlib\n')
  return () => rmSync(root, { recursive: true })
})

/** Red on both clusters while nothing forbids it, then blue, then forbidden: reported on dev, refused on prod. */
beforeEach(() => {
  for (const name of ['dist', '.git']) rmSync(join(root, name), { recursive: true, force: true })
  git('init', '--quiet', '--initial-branch=main')
  for (const cluster of ['dev', 'prod']) {
    write(web(cluster), configMap('web', 'red'))
    write(`dist/${cluster}/tenants/shop/namespace.shop.yaml`, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    })
  }
  commit('red')
  for (const cluster of ['dev', 'prod']) write(web(cluster), configMap('web', 'blue'))
  commit('blue')
  write(policyPath('dev'), noRed('Audit'))
  write(policyPath('prod'), noRed('Deny'))
  commit('forbid red')
})

describe('impact', () => {
  test('of nothing is nothing', () => {
    const { status, stdout, stderr } = waybill('impact')
    expect([status, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/^nothing changes for any object since [0-9a-f]{10}; risk none \(0\)\n$/)
  })

  test('tells by cluster and tenant who newly fails, and exits with 1 where one is refused', () => {
    for (const cluster of ['dev', 'prod']) write(web(cluster), configMap('web', 'red'))
    const state = git('status', '--porcelain')
    const { status, stdout, stderr } = waybill('impact')
    expect(stdout).toMatchInlineSnapshot(`
      "dev  shop
        newly fails  no-red
          accepted → audited, object changed: red is taken
          ConfigMap shop/web

      prod  shop
        newly fails  no-red
          accepted → refused, object changed: red is taken
          ConfigMap shop/web
      "
    `)
    expect(stderr).toMatch(/^2 newly fails since [0-9a-f]{10}; risk high \(21\)\n$/)
    expect(status).toBe(1)
    expect(git('status', '--porcelain')).toBe(state)
  })

  test('compares with the fork point of a branch, or with the revision it is given', () => {
    git('checkout', '--quiet', '-b', 'work')
    rmSync(join(root, policyPath('prod')))
    write(web('prod'), configMap('web', 'red'))
    commit('work')
    expect(json('impact').transitions).toEqual([])
    write(policyPath('prod'), noRed('Deny'))
    expect(json('impact').transitions).toMatchObject([
      { change: 'newly fails', cluster: 'prod', tenant: 'shop', policy: 'no-red', because: 'object changed' },
    ])
    expect(json('impact', '--base', 'HEAD').transitions).toMatchObject([{ because: 'policy added' }])
    const { status, stderr } = waybill('impact', '--base', 'nowhere')
    expect([status, stderr.split(';')[0]]).toEqual([1, '.git: "nowhere" names no commit'])
  })

  test('speaks SARIF, JUnit, OpenReports and PolicyReport', () => {
    for (const cluster of ['dev', 'prod']) write(web(cluster), configMap('web', 'red'))
    const [{ results }] = JSON.parse(waybill('impact', '--format', 'sarif').stdout).runs
    expect(results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
      ['no-red', 'warning'],
      ['no-red', 'error'],
    ])
    expect(waybill('impact', '--format', 'junit').stdout).toContain(
      '<testsuites name="waybill" tests="2" failures="1">',
    )
    for (const [format, kind] of [
      ['openreports', 'Report'],
      ['policyreport', 'PolicyReport'],
    ] as const) {
      const [document, ...others] = loadAll(waybill('impact', '--format', format).stdout)
      expect(others).toEqual([])
      expect(document).toMatchObject({ kind, metadata: { namespace: 'shop' }, summary: { fail: 2 } })
    }
  })
})

describe('shadow', () => {
  test('tells for each past state of dist who would have failed, with a policy of a file that nobody committed', () => {
    write('new.yaml', noRed('Deny'))
    const { status, stdout, stderr } = waybill('shadow', 'new.yaml', '--since', 'HEAD~2')
    expect(stdout.replaceAll(/^[0-9a-f]{10}  \d{4}-\d\d-\d\d/gm, '<commit>')).toMatchInlineSnapshot(`
      "<commit>  red: 2 fail of 2
        + dev: ConfigMap shop/web: red is taken
        + prod: ConfigMap shop/web: red is taken
      <commit>  blue: none fails of 2
        - dev: ConfigMap shop/web: red is taken
        - prod: ConfigMap shop/web: red is taken
      <commit>  forbid red: none fails of 2
      on disk  dist as it is: none fails of 2
      "
    `)
    expect([status, stderr]).toEqual([
      0,
      'states of dist: 4; files that would have failed at some time: 2; objects that fail on disk: 0\n',
    ])
  })

  test('takes a policy of dist as each cluster has it, and exits with 1 where it refuses what is on disk', () => {
    write(web('prod'), configMap('web', 'red'))
    const { status, stdout } = waybill('shadow', 'no-red', '--since', 'HEAD', '--format', 'json')
    const [committed, onDisk] = JSON.parse(stdout)
    expect([status, committed.failing]).toEqual([1, []])
    expect(onDisk.failing).toMatchObject([{ cluster: 'prod', object: 'ConfigMap shop/web', new: true }])
  })

  test.each([
    [['no-rad', '--since', 'HEAD'], 'policy: "no-rad" is neither a policy of dist nor a file; use "no-red"'],
    [['cdk8s.yaml', '--since', 'HEAD'], 'cdk8s.yaml: '],
    [['no-red', '--since', 'nowhere'], '.git: "nowhere" names no commit'],
    [['no-red'], 'flag "--since" is missing'],
  ])('%o is one line', (args, line) => {
    const { status, stdout, stderr } = waybill('shadow', ...args)
    expect([status, stdout, stderr.split('\n').length]).toEqual([1, '', 2])
    expect(stderr).toContain(line)
  })
})

describe('explain', () => {
  test.each([[web('prod')], ['prod/ConfigMap/shop/web']])('shows the way to the verdict on %s', object => {
    write(web('prod'), configMap('web', 'red'))
    const { status, stdout } = waybill('explain', 'no-red', object)
    expect(status).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "ValidatingPolicy no-red (Deny) on prod: ConfigMap shop/web
      dist/prod/apps/web/shop.configmap.web.yaml

      does it concern the object?
        yes kind and operation
            CREATE v1/configmaps against CREATE v1/configmaps

      expressions
        spec.variables[0].expression color
          object.data.?color.orValue('')
          = "red"
        spec.validations[0].expression
          variables.color != 'red'
          = false

      verdict
        fail: red is taken
        decided by spec.validations[0].expression
      "
    `)
  })

  test('names the nearest object, and says where a policy does not guard a cluster', () => {
    expect(waybill('explain', 'no-red', 'prod/ConfigMap/shop/wep').stderr).toBe(
      'object: "prod/ConfigMap/shop/wep" is no object of dist; use "prod/ConfigMap/shop/web"\n',
    )
    rmSync(join(root, policyPath('dev')))
    expect(waybill('explain', 'no-red', web('dev'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('"no-red" does not guard dev'),
    })
  })
})

describe('exceptions', () => {
  beforeEach(() => {
    write('dist/prod/platform/policies/kyverno.policyexception.lobby.yaml', excuse)
    write('dist/prod/apps/web/shop.configmap.lobby.yaml', configMap('lobby', 'red'))
  })

  test('lists scope, reason, owner, expiry and use, and finds nothing to say of one that is alive', () => {
    const { status, stdout, stderr } = waybill('exceptions', '--today', '2026-11-21')
    expect(stdout).toMatchInlineSnapshot(`
      "kyverno/lobby
        policies  no-red
        scope     object.metadata.name == 'lobby'
        reason    the carpet is red
        owner     team-shop
        expires   2027-01-01
        used by   prod 1
      "
    `)
    expect([status, stderr]).toEqual([0, 'exceptions on 2026-11-21: 1; findings: 0\n'])
  })

  test('flags one that has expired, that nothing uses, or that is too wide', () => {
    const faults = (...args: string[]) =>
      json('exceptions', ...args)[0].clusters[0].problems.map(({ fault }: { fault: string }) => fault)
    expect(faults('--today', '2027-01-01')).toEqual(['expired'])
    expect(waybill('exceptions', '--today', '2027-01-01').status).toBe(1)
    write('dist/prod/apps/web/shop.configmap.lobby.yaml', configMap('lobby', 'blue'))
    expect(faults('--today', '2026-11-21')).toEqual(['unused', 'wide'])
    expect(waybill('exceptions', '--today', 'soon').stderr).toContain('"soon" is no')
  })
})

describe('conflicts', () => {
  test('finds none where policies agree, and exits with 1 where they do not', () => {
    expect(waybill('conflicts')).toMatchObject({ status: 0, stdout: '' })
    const { matchConstraints } = noRed('Deny').spec
    const mutations = [
      {
        patchType: 'ApplyConfiguration',
        applyConfiguration: { expression: "Object{data: Object.data{color: 'red'}}" },
      },
    ]
    const paint = {
      ...noRed('Deny'),
      kind: 'MutatingPolicy',
      metadata: { name: 'paint' },
      spec: { matchConstraints, mutations },
    }
    write('dist/prod/platform/policies/mutatingpolicy.paint.yaml', paint)
    const { status, stdout, stderr } = waybill('conflicts')
    expect(stdout).toMatchInlineSnapshot(`
      "error  policy-refuses-mutation
        ValidatingPolicy no-red: refuses ConfigMap shop/web because of what MutatingPolicy "paint" writes (data.color: "red")
        fix: let the two agree, or exclude from one what the other is for
        dist/prod/platform/policies/validatingpolicy.no-red.yaml
      "
    `)
    expect([status, stderr]).toEqual([1, 'looked at 2 policies on 2 clusters; findings: 1\n'])
  })

  test('finds an exception that takes out what needs none', () => {
    write('dist/prod/platform/policies/kyverno.policyexception.lobby.yaml', {
      ...excuse,
      spec: { ...excuse.spec, matchConditions: [] },
    })
    const found = json('conflicts')
    expect(found.map(({ rule, message }: { rule: string; message: string }) => [rule, message])).toEqual([
      ['policy-wide-exception', 'excuses every object from its policies'],
      ['policy-wide-exception', 'also excuses 1 objects that pass without it'],
    ])
  })
})

test('every command of policy has help that says what it does', () => {
  const { stdout } = waybill('--help')
  const commands = ['check', 'test', 'impact', 'shadow', 'conflicts', 'explain', 'exceptions']
  for (const command of commands) {
    expect(stdout).toContain(` ${command} `)
    expect(waybill(command, '--help').stdout).toContain(`USAGE waybill policy ${command}`)
  }
  expect(waybill('impact', '--help').stdout).toContain('10 (Deny)')
})

test('dist that is not there is one line', () => {
  rmSync(join(root, 'dist'), { recursive: true })
  expect(waybill('impact')).toMatchObject({ status: 1, stderr: 'dist: is not there; run `npm run synth`\n' })
})
