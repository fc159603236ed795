import { describe, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { FunctionTable } from '../function-table.ts'
import { standard } from './standard.ts'
import { toJson } from '../json.ts'

const environment = { functions: new FunctionTable(standard), variables: new Map<string, string>() }
const run = (source: string) => toJson(compile(source, environment).evaluate({}))

/** Examples of https://kubernetes.io/docs/reference/using-api/cel/, cel-go's extensions and Kyverno's documentation. */
const groups: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
  strings: [
    ["'hello mellow'.indexOf('jello')", -1],
    ["'hello mellow'.indexOf('ello', 2)", 7],
    ["'hello mellow'.indexOf('ello', 20)", Error],
    ["'hello mellow'.lastIndexOf('ello', 6)", 1],
    ["'taco©'.charAt(4) + '😀x'.charAt(1)", '©x'],
    ["'😀bc'.substring(1, 2)", 'b'],
    ["'tacocat'.substring(4)", 'cat'],
    ["'tacocat'.substring(5, 4)", Error],
    ["'hello hello'.replace('he', 'we', 1)", 'wello hello'],
    ["'hello'.replace('', '-')", '-h-e-l-l-o-'],
    ["'a,b,c'.split(',', 2)", ['a', 'b,c']],
    ["'abc'.split('')", ['a', 'b', 'c']],
    ["'  \\ttrim\\n'.trim()", 'trim'],
    ["'TaCo Æ'.lowerAscii() + 'æ'.upperAscii()", 'taco Ææ'],
    ["['a', 'b'].join('-')", 'a-b'],
    ["'gums'.reverse()", 'smug'],
    [
      "'%s is %d, %.2f, %x, %b, %o, %e'.format(['x', 1, 2.0, 255, 5, 8, 1.5])",
      'x is 1, 2.00, ff, 101, 10, 1.500000e+00',
    ],
    ["'%s'.format([[1, 'a', {'k': true}, null]])", '[1, a, {k: true}, null]'],
    ["strings.quote('a\"b\\n')", '"a\\"b\\n"'],
    ["size('😀')", 1],
  ],
  regex: [
    ["'abc 123'.find('[0-9]+')", '123'],
    ["'123 abc 456'.findAll('[0-9]+')", ['123', '456']],
    ["'123 abc 456'.findAll('[0-9]+', 1)", ['123']],
    ["'abc'.find('x')", ''],
    ["'foobar'.matches('^fo+b')", true],
    ["'foobar'.matches('(?i)FOO')", true],
    ["'a'.matches('(?=a)')", Error],
    ["'a'.matches('(')", Error],
    ["regex.replace('a1b2', '([0-9])', '<\\\\1>')", 'a<1>b<2>'],
    ["regex.extract('v1.2', 'v([0-9])').orValue('')", '1'],
    ["regex.extractAll('id:1 id:2', 'id:([0-9])')", ['1', '2']],
  ],
  lists: [
    ['[1, 2, 2].isSorted() && ![2, 1].isSorted()', true],
    ["[1, 3].sum() == 4 && [duration('1m'), duration('1s')].sum() == duration('1m1s')", true],
    ["[3, 1].min() == 1 && ['a', 'c'].max() == 'c'", true],
    ['[].min()', Error],
    ['[1, 2, 2].indexOf(2) == 1 && [1, 2, 2].lastIndexOf(2) == 2', true],
    ['[1, 2, 3].slice(1, 3)', [2, 3]],
    ['[1, [2, [3]]].flatten()', [1, 2, [3]]],
    ['[3, 1, 2].sort()', [1, 2, 3]],
    ["[{'n': 2}, {'n': 1}].sortBy(e, e.n).map(e, e.n)", [1, 2]],
    ['[1, 1.0, 2, [1], [1]].distinct().size()', 4],
    ['lists.range(3)', [0, 1, 2]],
    ['[1, 2].first().value() + [1, 2].last().value()', 3],
    ['sets.contains([1, 2], [2]) && sets.intersects([1], [1, 2]) && sets.equivalent([1, 2], [2, 1, 1])', true],
  ],
  quantity: [
    ["quantity('1Gi').isGreaterThan(quantity('1G'))", true],
    ["quantity('100m').add(quantity('900m')) == quantity('1')", true],
    ["quantity('50k').sub(20000).asInteger()", 30000],
    ["quantity('1.5Gi').asApproximateFloat()", 1610612736],
    ["isQuantity('1,5') || isQuantity('') || isQuantity('1Kib')", false],
    ["quantity('1e3').compareTo(quantity('1k')) == 0 && quantity('-1').sign() == -1", true],
    ["quantity('200M').isInteger() && !quantity('1500m').isInteger()", true],
    ["quantity('abc')", Error],
  ],
  network: [
    ["ip('127.0.0.1').isLoopback() && ip('::1').family() == 6", true],
    ["isIP('1.2.3') || isIP('fe80::1%eth0') || isIP('::ffff:1.2.3.4')", false],
    ["ip.isCanonical('2001:db8::1') && !ip.isCanonical('2001:DB8::1')", true],
    ["ip('10.0.0.1').isGlobalUnicast() && ip('169.254.1.1').isLinkLocalUnicast()", true],
    ["cidr('192.168.0.0/16').containsIP('192.168.1.1') && !cidr('10.0.0.0/8').containsIP(ip('11.0.0.1'))", true],
    ["cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && !cidr('10.1.0.0/16').containsCIDR('10.0.0.0/8')", true],
    [
      "string(cidr('192.168.3.4/16').masked()) + ' ' + string(cidr('192.168.3.4/16').prefixLength())",
      '192.168.0.0/16 16',
    ],
    ["isCIDR('1.2.3.4/33') || isCIDR('1.2.3.4')", false],
    ["string(ip('2001:db8:0:0:1:0:0:1'))", '2001:db8::1:0:0:1'],
  ],
  url: [
    ["url('https://example.acme.internal:80/path?k=a&k=b#x').getHost()", 'example.acme.internal:80'],
    ["url('https://[::1]:80/').getHostname() + url('https://[::1]:80/').getPort()", '::180'],
    ["url('/path').getScheme() + url('/a b').getEscapedPath()", Error],
    ["url('https://h/a%20b').getEscapedPath()", '/a%20b'],
    ["url('https://h/?k=a&k=b').getQuery()", { k: ['a', 'b'] }],
    ["isURL('../x') || isURL('') || isURL('x')", false],
  ],
  format: [
    ["format.dns1123Label().validate('my-label').hasValue()", false],
    ["format.dns1123Label().validate('my_label').hasValue()", true],
    ["format.named('uuid').value().validate('123e4567-e89b-12d3-a456-426614174000').hasValue()", false],
    ["format.named('nope').hasValue()", false],
  ],
  semver: [
    ["semver('1.2.3').isLessThan(semver('1.10.0')) && semver('1.0.0-rc.1').isLessThan(semver('1.0.0'))", true],
    ["isSemver('v1.0') || isSemver('1.2') || !isSemver('v1.2', true)", false],
    ["semver('v01.2', true).minor()", 2],
    ["semver('1.0.0-alpha.2').compareTo(semver('1.0.0-alpha.10'))", -1],
  ],
  encoders: [
    ["base64.encode(b'hello') + string(base64.decode('aGVsbG8'))", 'aGVsbG8=hello'],
    ["sha256('a') == hash.sha256('a') && md5('').startsWith('d41d8')", true],
    ['json.unmarshal(\'{"a": [1, 2.5]}\').a[0] + 1', 2],
    ["json.marshal({'b': 1, 'a': [true, null]})", '{"a":[true,null],"b":1}'],
    ["yaml.parse('a: 1').a", 1],
    ["json.unmarshal('{')", Error],
    ["gzip.decompress(gzip.compress('hi'))", 'hi'],
    ["jsonpatch.escapeKey('a/b~c')", 'a~1b~0c'],
    ["time.truncate(timestamp('2024-01-01T10:33:00Z'), duration('1h')) == timestamp('2024-01-01T10:00:00Z')", true],
    ["time.toCron(timestamp('2024-05-01T10:33:00Z'))", '33 10 1 5 3'],
    ['math.greatest(1, 2.5, 2) == 2.5 && math.least([3, 1]) == 1 && math.round(1.255, 1) == 1.3', true],
    ['math.abs(-3) + math.sign(-2) + math.bitOr(1, 4)', 7],
  ],
  image: [
    [
      "image('nginx').registry() + ' ' + image('nginx').repository() + ' ' + image('nginx').tag()",
      'index.docker.io library/nginx latest',
    ],
    ["image('ghcr.io/org/app:v1').repository() + ':' + image('ghcr.io/org/app:v1').identifier()", 'org/app:v1'],
    ["image('localhost:5000/app').registry()", 'localhost:5000'],
    [`image('a/b@sha256:${'0'.repeat(64)}').containsDigest() && !image('a/b').containsDigest()`, true],
    ["isImage('UPPER/case') || isImage('') || !isImage('docker.io/nginx')", false],
    ["parseImageReference('docker.io/nginx:1').registry()", 'index.docker.io'],
  ],
}

describe.each(Object.entries(groups))('%s functions', (_, cases) => {
  test.each(cases)('%s', (source, expected) => {
    if (expected === Error) expect(() => run(source)).toThrow()
    else expect(run(source)).toEqual(expected)
  })
})

test('no signature is registered twice: the second could never be called', () => {
  const signatures = standard.map(([signature]) => signature.replace(/: [^)]*$/, ''))
  expect(signatures.filter((signature, i) => signatures.indexOf(signature) !== i)).toEqual([])
})
