import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'
import { FunctionTable } from './function-table.ts'
import { standard } from './functions/standard.ts'
import { toCel, toJson } from './json.ts'
import type { Environment } from './code.ts'

const environment: Environment = {
  functions: new FunctionTable(standard),
  variables: new Map([
    ['object', 'dyn'],
    ['request', 'struct:request'],
  ]),
  structs: new Map([['struct:request', new Map([['operation', 'string']])]]),
  messages: type => /^Object/.test(type),
}

const pod = {
  metadata: { name: 'api', labels: { app: 'api' }, annotations: null },
  spec: { replicas: 3, ratio: 1.5, containers: [{ name: 'a', image: 'nginx' }, { name: 'b' }], 'a-b': true },
}

const run = (source: string) =>
  toJson(compile(source, environment).evaluate({ object: toCel(pod), request: { operation: 'CREATE' } }))

describe('expressions have the values of the CEL specification', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['-(2 + 3) % 3', -2],
    ['7 / -2', -3],
    ['0x1F == 31 && 3u < 4u && 1e3 == 1000.0', true],
    ["'a' + \"b\" + '''c'''", 'abc'],
    [String.raw`r'\d' == '\\d' && '\x41\u0042\103' == 'ABC'`, true],
    ["b'abc' == bytes('abc') && size(b'\\xff') == 1", true],
    ['1 == 1.0 && 1u == 1 && 2 > 1.5', true],
    ["dyn(1) == dyn('1')", false],
    ['[1, 2.0, 3] == [1, 2, 3.0] ', true],
    ["{'a': 1} == {'a': 1.0}", true],
    ['{1: "a", true: "b"}[1]', 'a'],
    ["'b' in {'a': 1} || 2 in [1, 2]", true],
    ['true ? 1 : 2', 1],
    ['object.spec.replicas * 2', 6],
    ['object.spec.ratio * 2.0', 3],
    ['object.spec["a-b"]', true],
    ['object.spec.`a-b`', true],
    ['has(object.spec.containers) && !has(object.spec.volumes)', true],
    ['has(object.spec.containers[0].image)', true],
    ['has(object.metadata.annotations)', true],
    ['object.spec.containers.all(c, has(c.image) || c.name == "b")', true],
    ['object.spec.containers.exists(c, c.image == "nginx")', true],
    ['object.spec.containers.exists_one(c, c.name == "a")', true],
    ['object.spec.containers.filter(c, has(c.image)).map(c, c.name)', ['a']],
    ['object.spec.containers.map(c, has(c.image), c.image)', ['nginx']],
    ['[3, 4].all(i, v, v == i + 3)', true],
    ["{'a': 1}.transformMap(k, v, v + 1)", { a: 2 }],
    ['[1, 2, 3].transformList(i, v, i > 0, v * 2)', [4, 6]],
    ["['a'].transformMapEntry(i, v, {v: i})", { a: 0 }],
    ['object.metadata.labels.exists(k, k == "app")', true],
    ['cel.bind(x, 2, x * x)', 4],
    ['object.spec.?volumes.orValue([]).size()', 0],
    ['object.?spec.?replicas.value()', 3],
    ['object.spec.containers[?5].hasValue()', false],
    ['object.?spec.containers[0].name.orValue("")', 'a'],
    ['optional.of(1).optMap(x, x + 1).value()', 2],
    ['[?optional.none(), 1, ?optional.of(2)]', [1, 2]],
    ["{?'a': optional.none(), 'b': 1}", { b: 1 }],
    ['optional.none().or(optional.of(2)).orValue(3)', 2],
    ['Object{spec: Object.spec{replicas: 3, ?paused: optional.none()}}', { spec: { replicas: 3 } }],
    ["type(1) == int && type('') == string && type([]) == list", true],
    ["duration('1h30m') + duration('30m') == duration('2h')", true],
    ["timestamp('2024-01-31T00:00:00Z') - timestamp('2024-01-01T00:00:00Z') > duration('700h')", true],
    ["timestamp('2024-02-29T12:30:00Z').getDayOfYear()", 59],
    ["timestamp('2024-02-29T23:30:00Z').getHours('+01:00')", 0],
    ["timestamp('2024-02-29T23:30:00Z').getDate('Europe/Berlin')", 1],
    ['string(3.0) + string(1.5) + string(true)', '31.5true'],
    ['int("42") + int(4.9) + int(true ? 1 : 0)', 47],
    ['// a comment\n 1', 1],
    ['1 + 1', 2],
  ])('%s', (source, expected) => {
    expect(run(source)).toEqual(expected)
  })

  test('either side of && and || decides alone, even where the other one fails', () => {
    expect(run('object.missing == 1 || true')).toBe(true)
    expect(run('false && object.missing == 1')).toBe(false)
    expect(run('object.missing == 1 && false')).toBe(false)
    expect(() => run('object.missing == 1 || false')).toThrow('no such key: missing')
    expect(run('[0, 1].exists(i, 1 / i == 1)')).toBe(true)
    expect(() => run('[0, 1].all(i, 1 / i == 1)')).toThrow('division by zero')
  })

  test('whole numbers of JSON are ints and survive a round trip', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
        // -0 has no int; JSON.stringify drops its sign too.
        expect(toJson(toCel(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('arithmetic agrees with 64-bit integers, and overflow is an error', () => {
    const int = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    fc.assert(
      fc.property(int, int, (a, b) => {
        const sum = () => compile('object.a + object.b', environment).evaluate({ object: { a, b } })
        if (BigInt.asIntN(64, a + b) === a + b) expect(sum()).toBe(a + b)
        else expect(sum).toThrow('integer overflow')
      }),
    )
  })
})

describe('mistakes are found before anything runs, with the place', () => {
  test.each([
    ['object.spec.', "expected a name, got 'end of expression' at line 1, column 13"],
    ['objct.spec', "unknown name 'objct', did you mean 'object'? at line 1, column 1"],
    ['request.operaton == "CREATE"', "unknown field 'operaton', did you mean 'operation'? at line 1, column 9"],
    ["object.name.startWith('a')", "unknown function 'startWith', did you mean 'startsWith'? at line 1, column 13"],
    ["1 +\n 'a'", 'no such overload: int + string at line 1, column 3'],
    ["'a' == 1", 'no such overload: string == int'],
    ["!'a'", 'no such overload: !string'],
    ["'a'.startsWith(1)", 'no such overload: startsWith(string, int)'],
    ['1 && true', 'no such overload: int && bool'],
    ['has(object)', 'has() takes a field'],
    ['object.all(1, true)', 'expected the name of a loop variable'],
    ['Object{spec: Object.status{}}', "field 'spec' holds a 'Object.spec', not a 'Object.status'"],
    ['Pod{}', "unknown type 'Pod'"],
    ["'abc", 'string is not closed at line 1, column 1'],
    [String.raw`'\d'`, String.raw`unknown escape '\d' at line 1, column 2`],
    ['9223372036854775808', 'does not fit in 64 bits'],
    ['package', "'package' is a reserved word"],
    ['object ? true', "unexpected 'end of expression'"],
    ['(1', "unexpected 'end of expression'"],
    ['#', "unexpected character '#' at line 1, column 1"],
  ])('%s', (source, message) => {
    expect(() => compile(source, environment)).toThrow(message)
  })

  test('no text at all makes the compiler fail in another way than with a CelError', () => {
    const pieces = fc.constantFrom(
      'object',
      '.',
      '?',
      '[',
      ']',
      '(',
      ')',
      '{',
      '}',
      "'",
      '"',
      '1',
      '+',
      '&&',
      'all',
      ',',
      ' ',
      'has',
      'in',
      ':',
      '-',
      '!',
      '\\',
      'Object',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), parts => {
        try {
          compile(parts.join(''), environment)
        } catch (error) {
          expect((error as Error).name).toBe('CelError')
        }
      }),
      { numRuns: 3000 },
    )
  })
})

describe('evaluation ends, whatever the expression', () => {
  const big = { list: Array.from({ length: 3000 }, (_, i) => i) }
  const evaluate = (source: string) => compile(source, environment).evaluate({ object: toCel(big) })

  test('nested loops over much data pass the cost limit', () => {
    expect(() => evaluate('object.list.all(a, object.list.all(b, object.list.all(c, a + b + c >= 0)))')).toThrow(
      'costs more than 1000000 steps',
    )
  })

  test('no operator catches the cost limit', () => {
    expect(() => evaluate('object.list.all(a, object.list.all(b, a + b >= 0)) || true')).toThrow('costs more than')
  })

  test('strings that double are bounded', () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `cel.bind(s${i + 1}, s${i} + s${i}, `).join('')
    expect(() => evaluate(`cel.bind(s0, 'aaaaaaaaaa', ${doubled}size(s40)${')'.repeat(41)}`)).toThrow(
      /costs more|longer than/,
    )
  })

  test('regular expressions that backtrack elsewhere run in linear time', () => {
    const start = performance.now()
    const text = 'a'.repeat(50_000)
    expect(compile(`object.text.matches('^(a+)+$')`, environment).evaluate({ object: { text: `${text}!` } })).toBe(
      false,
    )
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  test('deep nesting is refused, in the source and in the data', () => {
    expect(() => compile(`${'('.repeat(5000)}1${')'.repeat(5000)}`, environment)).toThrow('nested deeper than 250')
    expect(() => compile(`${'!'.repeat(5000)}true`, environment)).toThrow('nested deeper than 250')
    let deep: unknown = 1
    for (let i = 0; i < 10_000; i++) deep = [deep]
    expect(() => toCel(deep)).toThrow('nested deeper than 500')
  })

  test('chains without end are refused or run, and nothing else', () => {
    for (const [chain, result] of [
      [`1${' + 1'.repeat(24_000)} > 0`, true],
      [`object${'.a'.repeat(48_000)}`, undefined],
      [`true${' && true'.repeat(12_000)}`, true],
    ] as const) {
      try {
        expect(compile(chain, environment).evaluate({ object: {} })).toBe(result)
      } catch (error) {
        expect((error as Error).name).toBe('CelError')
      }
    }
  })

  test('data that aliases multiply is refused', () => {
    let bomb: unknown[] = ['x']
    for (let i = 0; i < 30; i++) bomb = [bomb, bomb]
    expect(() => toCel(bomb)).toThrow('holds more than 2000000 values')
  })

  test('an expression longer than the API server takes is refused', () => {
    expect(() => compile(`'${'a'.repeat(100_001)}'`, environment)).toThrow('longer than 100000 characters')
  })
})
