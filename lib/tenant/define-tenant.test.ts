import { App, Chart } from 'cdk8s'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cluster } from '../fleet/cluster.ts'
import { selects } from '../fleet/selector.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { objectTitle } from '../manifest/object-key.ts'
import { classifications } from './classification.ts'
import {
  defineExampleTenant as defineTenant,
  exampleClusters,
  exampleDefinition as minimal,
} from './example-tenancy.ts'
import type { Rule } from './role.ts'
import type { SleepSchedule, SubTeamDefinition, TenantDefinition } from './tenant-definition.ts'
import { withSubTeams, type Tenant } from './tenant.ts'

type Definition = TenantDefinition<'small' | 'large'>

const { dev, live } = exampleClusters

const nights: SleepSchedule = {
  on: { environments: ['dev'] },
  hours: { days: ['monday', 'friday'], sleepAt: '20:00', wakeAt: '07:00', timeZone: 'Europe/Berlin' },
}

function render(tenant: Tenant, cluster: Cluster): Manifest[] {
  const chart = new Chart(new App(), tenant.name)
  tenant.build(chart, cluster)
  return chart.toJson() as Manifest[]
}

/** What a tenant and its sub-teams are on all clusters. */
function everywhere(definition: Definition): Record<string, Manifest[]> {
  const tenants = withSubTeams(defineTenant(definition))
  return Object.fromEntries(
    Object.values(exampleClusters).flatMap(cluster =>
      tenants
        .filter(({ on }) => selects(on, cluster))
        .map(tenant => [`${cluster.name}/${tenant.name}`, render(tenant, cluster)] as const),
    ),
  )
}

/** The object with this kind and name; the test fails where there is none. */
function find(title: string, manifests: readonly Manifest[]): Manifest {
  const found = manifests.find(each => objectTitle(each) === title)
  expect(found, `${title} among ${manifests.map(objectTitle).join(', ')}`).toBeDefined()
  return found!
}

test('a tenant is a namespace with everything that bounds and connects it', () => {
  expect(render(defineTenant(minimal), live).map(objectTitle)).toMatchInlineSnapshot(`
    [
      "Namespace shop",
      "ResourceQuota shop/tenant",
      "LimitRange shop/tenant",
      "Role shop/owner",
      "RoleBinding shop/owner",
      "ServiceAccount shop/deployer",
      "Role shop/deployer",
      "RoleBinding shop/deployer",
      "NetworkPolicy shop/default-deny",
      "NetworkPolicy shop/allow-dns",
      "NetworkPolicy shop/allow-gateway",
      "NetworkPolicy shop/allow-metrics",
      "SecretStore shop/tenant",
      "ExternalSecret shop/alert-channel",
      "AlertmanagerConfig shop/tenant",
    ]
  `)
})

describe('every field changes what is rendered', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/)
  const groups = fc.uniqueArray(label, { minLength: 1, maxLength: 3 })
  const place = fc.constantFrom({}, { environments: ['dev'] }, { clusters: ['live'] })
  const contact = fc.record({
    email: label.map(name => `${name}@acme.internal` as const),
    channel: label.map(name => `#${name}` as const),
  })
  const timeOfDay = fc.nat(9).map(hour => `0${hour}:30` as SleepSchedule['hours']['sleepAt'])
  const hours = fc.record({
    days: fc.constantFrom<SleepSchedule['hours']['days']>(['monday'], ['monday', 'friday'], ['sunday']),
    sleepAt: timeOfDay,
    wakeAt: timeOfDay,
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin'),
  })
  const subTeam = fc.record({ sharePercent: fc.integer({ min: 1, max: 50 }) })

  // onRemoval becomes an annotation of what holds data when the unit is laid out, so its test is there.
  const fields: {
    readonly [Field in keyof Omit<Required<Definition>, 'onRemoval'>]: fc.Arbitrary<NonNullable<Definition[Field]>>
  } = {
    name: label,
    organization: fc.record({ name: label, costCenter: label }),
    owners: groups as fc.Arbitrary<[string, ...string[]]>,
    developers: groups,
    viewers: groups,
    contact,
    tier: fc.constantFrom('small', 'large'),
    monthlyBudget: fc.nat(),
    classification: fc.constantFrom(...classifications),
    on: place,
    quota: fc.record({
      default: fc.record({ cpu: fc.integer({ min: 5, max: 99 }), pods: fc.integer({ min: 50, max: 99 }) }),
    }),
    sleep: fc.record({ on: fc.constant(nights.on), hours }),
    subTeams: fc.dictionary(label, subTeam, { minKeys: 1, maxKeys: 2 }),
  }
  test.each(Object.entries(fields))('%s', (field, values: fc.Arbitrary<unknown>) => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other))
        expect(everywhere({ ...minimal, [field]: one })).not.toEqual(everywhere({ ...minimal, [field]: other }))
      }),
      { numRuns: 20 },
    )
  })

  const teamFields: { readonly [Field in keyof Required<SubTeamDefinition>]: fc.Arbitrary<unknown> } = {
    sharePercent: fc.integer({ min: 1, max: 99 }),
    owners: groups,
    developers: groups,
    viewers: groups,
    contact,
    classification: fc.constantFrom(...classifications.slice(0, 2)),
    on: place,
  }
  test.each(Object.entries(teamFields))('%s of a sub-team', (field, values) => {
    const withTeam = (value: unknown) =>
      everywhere({ ...minimal, subTeams: { cart: { sharePercent: 10, [field]: value } } })
    fc.assert(
      fc.property(values, values, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other))
        expect(withTeam(one)).not.toEqual(withTeam(other))
      }),
      { numRuns: 20 },
    )
  })

  const somebody = minimal.contact
  const organization = minimal.organization
  const someHours = nights.hours
  const slept = (change: Partial<SleepSchedule['hours']>) => ({
    sleep: { ...nights, hours: { ...someHours, ...change } },
  })
  test.each<[string, Partial<Definition>, Partial<Definition>?]>([
    ['email', { contact: { ...somebody, email: 'other@acme.internal' } }],
    ['channel', { contact: { ...somebody, channel: '#other' } }],
    ['name of the organization', { organization: { ...organization, name: 'other' } }],
    ['cost center', { organization: { ...organization, costCenter: 'other' } }],
    ['CPU quota', { quota: { default: { cpu: 5 } } }],
    ['memory quota', { quota: { default: { memoryGi: 5 } } }],
    ['storage quota', { quota: { default: { storageGi: 5 } } }],
    ['quota of pods', { quota: { default: { pods: 5 } } }],
    ['days of sleep', slept({ days: ['sunday'] }), slept({})],
    ['time of going to sleep', slept({ sleepAt: '21:00' }), slept({})],
    ['time of waking', slept({ wakeAt: '08:00' }), slept({})],
    ['time zone', slept({ timeZone: 'UTC' }), slept({})],
  ])('%s alone', (_, change, otherwise = {}) => {
    expect(everywhere({ ...minimal, ...change })).not.toEqual(everywhere({ ...minimal, ...otherwise }))
  })

  test('where a schedule applies', () => {
    const elsewhere = { ...nights, on: { clusters: ['live'] } }
    expect(everywhere({ ...minimal, sleep: nights })).not.toEqual(everywhere({ ...minimal, sleep: elsewhere }))
  })
})

describe('namespace', () => {
  test('enforces the restricted Pod Security Standard of the Kubernetes version of the cluster', () => {
    const { labels } = find('Namespace shop', render(defineTenant(minimal), live)).metadata
    for (const mode of ['enforce', 'audit', 'warn']) {
      expect(labels).toMatchObject({
        [`pod-security.kubernetes.io/${mode}`]: 'restricted',
        [`pod-security.kubernetes.io/${mode}-version`]: 'v1.36',
      })
    }
  })

  test('says who pays and for what data, once', () => {
    const [namespace, ...others] = render(defineTenant(minimal), live)
    expect(namespace?.metadata.labels).toMatchObject({
      'acme.internal/cost-center': 'cc-100',
      'acme.internal/data-classification': 'internal',
    })
    for (const { metadata } of others) {
      expect(metadata.labels).toEqual({
        'acme.internal/tenant': 'shop',
        'acme.internal/team': 'shop',
        'acme.internal/environment': 'production',
      })
    }
  })
})

describe('quota', () => {
  const hard = (tenant: Tenant, cluster: Cluster) =>
    (find(`ResourceQuota ${tenant.namespace}/tenant`, render(tenant, cluster)).spec as { hard: Record<string, string> })
      .hard

  test('an environment may have more than the tier gives', () => {
    const tenant = defineTenant({ ...minimal, quota: { default: {}, environments: { production: { cpu: 12 } } } })
    expect([dev, live].map(cluster => hard(tenant, cluster)['requests.cpu'])).toEqual(['4', '12'])
    expect(tenant.explain(live)).toContainEqual({
      field: 'cpu',
      layers: [
        { layer: 'default', value: 4 },
        { layer: 'environment production', value: 12 },
      ],
    })
  })

  test('what sub-teams take is gone from the tenant, where they are', () => {
    const shop = defineTenant({ ...minimal, subTeams: { cart: { sharePercent: 25, on: { environments: ['dev'] } } } })
    expect(hard(shop, dev)).toMatchObject({ 'requests.cpu': '3', 'limits.memory': '12Gi', pods: '30' })
    expect(hard(shop.subTeams.cart, dev)).toMatchObject({ 'requests.cpu': '1', 'limits.memory': '4Gi', pods: '10' })
    expect(hard(shop, live)).toMatchObject({ 'requests.cpu': '4', 'limits.memory': '16Gi', pods: '40' })
  })

  test('shares never add up to more or less than the whole', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 })
    const sizes = fc.record({ cpu: fc.nat(99), memoryGi: fc.nat(99), storageGi: fc.nat(999), pods: fc.nat(99) })
    fc.assert(
      fc.property(shares, sizes, (percents, quota) => {
        const subTeams = Object.fromEntries(percents.map((sharePercent, i) => [`t${i}`, { sharePercent }]))
        const tenants = withSubTeams(defineTenant({ ...minimal, quota: { default: quota }, subTeams }))
        const sum = (field: keyof typeof quota) =>
          tenants.reduce((total, tenant) => total + tenant.quota(dev)[field], 0)
        for (const field of ['cpu', 'memoryGi', 'storageGi', 'pods'] as const)
          expect(sum(field)).toBeCloseTo(quota[field])
      }),
    )
  })
})

test('a share is rounded down, so that the tenant is never left with less than nothing', () => {
  const subTeams = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map(name => [name, { sharePercent: 20 }]))
  const shop = defineTenant({ ...minimal, quota: { default: { pods: 3 } }, subTeams })
  expect(withSubTeams(shop).map(tenant => tenant.quota(dev).pods)).toEqual([3, 0, 0, 0, 0, 0])
})

test('a container that says nothing gets a size, and none may be larger than its tier allows', () => {
  const limits = (tier: 'small' | 'large') =>
    (find('LimitRange shop/tenant', render(defineTenant({ ...minimal, tier }), live)).spec as { limits: object[] })
      .limits
  expect(limits('small')).toEqual([
    {
      type: 'Container',
      defaultRequest: { cpu: '50m', memory: '128Mi' },
      default: { memory: '128Mi' },
      max: { memory: '4096Mi' },
    },
    { type: 'PersistentVolumeClaim', max: { storage: '50Gi' } },
  ])
  expect(limits('large')[1]).toEqual({ type: 'PersistentVolumeClaim', max: { storage: '500Gi' } })
})

describe('rights', () => {
  const everyone = { ...minimal, developers: ['shop-developers'], viewers: ['auditors'] } as const
  const rules = (role: string, definition: Definition, cluster: Cluster) =>
    find(`Role shop/${role}`, render(defineTenant(definition), cluster)).rules as Rule[]
  const may = (role: string, resource: string, [definition, cluster]: readonly [Definition, Cluster]) =>
    rules(role, definition, cluster).some(({ resources }) => resources.includes(resource))

  test('no rule holds a wildcard, reaches a Secret, or hands on rights', () => {
    for (const cluster of [dev, live]) {
      const roles = render(defineTenant(everyone), cluster).filter(({ kind }) => kind === 'Role')
      expect(roles).toHaveLength(4)
      const said = roles.flatMap(({ rules }) =>
        (rules as Rule[]).flatMap(each => [...each.apiGroups, ...each.resources, ...each.verbs]),
      )
      for (const word of ['*', 'secrets', 'escalate', 'bind', 'impersonate']) expect(said).not.toContain(word)
    }
  })

  test('nobody enters a pod where policies deny', () => {
    expect(may('owner', 'pods/exec', [everyone, dev])).toBe(true)
    expect(may('owner', 'pods/exec', [everyone, live])).toBe(false)
  })

  test('viewers read logs only where logs hold no sensitive data', () => {
    expect(may('viewer', 'pods/log', [everyone, live])).toBe(true)
    expect(may('viewer', 'pods/log', [{ ...everyone, classification: 'confidential' }, live])).toBe(false)
    expect(may('developer', 'pods/log', [{ ...everyone, classification: 'confidential' }, live])).toBe(true)
  })

  test('the owners of a tenant own its sub-teams too', () => {
    const { cart } = defineTenant({
      ...minimal,
      subTeams: { cart: { sharePercent: 10, owners: ['cart-owners'] } },
    }).subTeams
    const { subjects } = find('RoleBinding shop-cart/owner', render(cart, live))
    expect((subjects as { name: string }[]).map(({ name }) => name)).toEqual(['shop-owners', 'cart-owners'])
  })

  test.each([
    [dev, 'tenant-shop', ['shop', 'flux-system']],
    [live, 'deployer', ['shop']],
  ])('the engine of $name becomes an account that may apply what apps may render', (cluster, name, namespaces) => {
    const manifests = render(defineTenant(minimal), cluster)
    const accounts = manifests.filter(({ kind }) => kind === 'ServiceAccount')
    expect(accounts.map(({ metadata }) => [metadata.name, metadata.namespace])).toEqual(
      namespaces.map(each => [name, each]),
    )
    expect(find(`RoleBinding shop/${name}`, manifests).subjects).toEqual(
      namespaces.map(namespace => ({ kind: 'ServiceAccount', name, namespace })),
    )
    expect(rules(name, minimal, cluster).map(({ apiGroups, resources }) => [apiGroups, resources])).toEqual([
      [[''], ['services']],
      [['apps'], ['deployments']],
      [['networking.k8s.io'], ['networkpolicies']],
    ])
  })
})

describe('network', () => {
  const policy = (name: string) => find(`NetworkPolicy shop/${name}`, render(defineTenant(minimal), live)).spec
  const inNamespace = (name: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  })

  test('nothing goes in or out unless it is named', () => {
    expect(policy('default-deny')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })
  })

  test('names resolve over UDP and over TCP', () => {
    expect(policy('allow-dns')).toMatchObject({
      egress: [
        {
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    })
  })

  test('the gateway and the scraper come in', () => {
    expect(policy('allow-gateway')).toMatchObject({ ingress: [{ from: [inNamespace('gateway')] }] })
    expect(policy('allow-metrics')).toMatchObject({ ingress: [{ from: [inNamespace('monitoring')] }] })
  })
})

describe('secrets and alerts', () => {
  test("the store reads the part of the backend that is the tenant's", () => {
    expect(find('SecretStore shop/tenant', render(defineTenant(minimal), live)).spec).toMatchObject({
      provider: { aws: { prefix: 'tenants/shop/' } },
    })
  })

  test('alerts go to the channel through a webhook that only the cluster knows', () => {
    expect(find('AlertmanagerConfig shop/tenant', render(defineTenant(minimal), live)).spec).toMatchObject({
      receivers: [{ slackConfigs: [{ channel: '#shop', apiURL: { name: 'alert-channel', key: 'address' } }] }],
    })
  })

  test('failed releases go to the same channel, where something shifts traffic', () => {
    const shifting = render(defineTenant(minimal), { ...live, traffic: 'gatewayapi:v1' })
    const address = find('ExternalSecret shop/alert-channel', shifting).spec
    expect(address).toMatchObject({ target: { name: 'alert-channel' }, data: [{ secretKey: 'address' }] })
    expect(find('AlertProvider shop/tenant', shifting).spec).toEqual({
      type: 'slack',
      channel: '#shop',
      username: 'flagger',
      secretRef: { name: 'alert-channel' },
    })
    expect(render(defineTenant(minimal), live).map(({ kind }) => kind)).not.toContain('AlertProvider')
  })
})

describe('sleep', () => {
  const sleeper = defineTenant({ ...minimal, sleep: { ...nights, on: {} } })

  test('workloads sleep where something puts them to sleep, and nowhere else', () => {
    expect(find('SleepInfo shop/tenant', render(sleeper, dev)).spec).toEqual({
      weekdays: '1,5',
      sleepAt: '20:00',
      wakeUpAt: '07:00',
      timeZone: 'Europe/Berlin',
      suspendCronJobs: true,
    })
    expect(render(sleeper, live).map(({ kind }) => kind)).not.toContain('SleepInfo')
  })

  test('engines hear of the same hours', () => {
    expect([sleeper.quietHours(dev), sleeper.quietHours(live)]).toEqual([nights.hours, undefined])
  })
})

describe('sub-teams', () => {
  test('are where the tenant is, or in fewer places', () => {
    const shop = defineTenant({
      ...minimal,
      on: { environments: ['dev'] },
      subTeams: { cart: { sharePercent: 10 }, search: { sharePercent: 10, on: { clusters: ['live'] } } },
    })
    const placesOf = ({ on }: Tenant) => [dev, live].filter(cluster => selects(on, cluster)).map(({ name }) => name)
    expect([placesOf(shop.subTeams.cart), placesOf(shop.subTeams.search)]).toEqual([['dev'], []])
  })

  test('are known by name to the compiler', () => {
    const shop = defineTenant({ ...minimal, subTeams: { cart: { sharePercent: 10 } } })
    expect(shop.subTeams.cart.namespace).toBe('shop-cart')
    // @ts-expect-error there is no such sub-team
    expect(shop.subTeams.card).toBeUndefined()
  })
})

test('the compiler refuses a tenant that nobody owns, an unknown tier, and a channel that is none', () => {
  // @ts-expect-error at least one group
  defineTenant({ ...minimal, owners: [] })
  // @ts-expect-error a tier of the platform
  expect(() => defineTenant({ ...minimal, tier: 'huge' })).toThrow()
  // @ts-expect-error a channel begins with #
  defineTenant({ ...minimal, contact: { email: 'shop@acme.internal', channel: 'shop' } })
})

test('what happens to its data is said once, for its sub-teams too', () => {
  const shop = defineTenant({ ...minimal, onRemoval: 'delete-data', subTeams: { cart: { sharePercent: 10 } } })
  expect([defineTenant(minimal), ...withSubTeams(shop)].map(({ onRemoval }) => onRemoval)).toEqual([
    'keep-data',
    'delete-data',
    'delete-data',
  ])
})

test('a tenant knows where it is defined', () => {
  expect(defineTenant(minimal).source).toMatch(/^lib\/tenant\/define-tenant\.test\.ts:\d+$/)
})
