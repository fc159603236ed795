import { CelObject, none, Optional } from '../value.ts'
import { pattern } from './regex.ts'
import type { Definition } from '../function-table.ts'

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const word = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

interface Rule {
  readonly expression: string
  readonly longest?: number
}

/** Formats that `format.<name>()` knows, by the rules of k8s.io/apimachinery/pkg/util/validation. */
const rules: Readonly<Record<string, Rule>> = {
  dns1123Label: { expression: label, longest: 63 },
  dns1123Subdomain: { expression: `${label}(\\.${label})*`, longest: 253 },
  dns1035Label: { expression: '[a-z]([-a-z0-9]*[a-z0-9])?', longest: 63 },
  qualifiedName: { expression: `(${label}(\\.${label})*/)?${word}`, longest: 317 },
  dns1123LabelPrefix: { expression: '[a-z0-9]([-a-z0-9]*)?', longest: 63 },
  dns1123SubdomainPrefix: { expression: `${label}(\\.${label})*[-.]?`, longest: 253 },
  dns1035LabelPrefix: { expression: '[a-z]([-a-z0-9]*)?', longest: 63 },
  labelValue: { expression: `(${word})?`, longest: 63 },
  uri: { expression: '([A-Za-z][A-Za-z0-9+.-]*:|/).+' },
  uuid: { expression: '[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}' },
  byte: { expression: '([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?' },
  date: { expression: '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' },
  datetime: { expression: '[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:]{8}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})' },
}

class Format extends CelObject {
  readonly celType = 'format'
  readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }

  override equals(other: CelObject): boolean {
    return other instanceof Format && other.name === this.name
  }
}

/** What is wrong with the text, or none. */
function validate({ name }: Format, text: string): Optional {
  const { expression, longest } = rules[name]!
  if (longest !== undefined && text.length > longest)
    return new Optional(true, [`must be no more than ${longest} characters`])
  return pattern(`^(?:${expression})$`).matcher(text).find() ? none : new Optional(true, [`must be a valid ${name}`])
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library */
export const formats: readonly Definition[] = [
  ...Object.keys(rules).map((name): Definition => [`format/${name}(): format`, () => new Format(name)]),
  [
    'format/named(string): optional',
    (name: string) => (Object.hasOwn(rules, name) ? new Optional(true, new Format(name)) : none),
  ],
  ['format.validate(string): optional', validate],
]
