import type { IEnvVar } from 'kubernetes-models/v1'
import { nearest } from '../finding/nearest.ts'
import { looksSecret } from './looks-secret.ts'
import type { Secrets } from './secret.ts'
import type { Variables } from './variable.ts'

/** What a workload declares, and what its environment provides for it. */
export interface EnvironmentContract {
  readonly variables: Variables
  readonly secrets: Secrets
  /** Values of this app alone: one that is not declared is a mistake. */
  readonly values: Readonly<Record<string, unknown>>
  /** Values shared between apps: each takes what it declares. The app's own win. */
  readonly shared: Readonly<Record<string, unknown>>
}

export interface Environment {
  /** What is injected: what is declared and nothing else. */
  readonly variables: readonly IEnvVar[]
  /** What is missing, mistyped or unused, each as `what; what to do`. */
  readonly problems: readonly string[]
}

/** Holds what is provided against what is declared. `secretName` is the Secret that will hold the secrets. */
export function fulfil(contract: EnvironmentContract, secretName: string): Environment {
  const plain = Object.entries(contract.variables).map(([name, variable]) => {
    const value = contract.values[name] ?? contract.shared[name] ?? variable.default
    return { name, value, text: variable.format(value), expects: variable.expects }
  })
  return {
    variables: [
      ...plain.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, value: text }])),
      ...Object.keys(contract.secrets).map(name => ({
        name,
        valueFrom: { secretKeyRef: { name: secretName, key: name } },
      })),
    ],
    problems: [...plain.flatMap(problemsOf), ...unused(contract), ...badNames(contract)],
  }
}

interface Provided {
  readonly name: string
  readonly value: unknown
  readonly text: string | undefined
  readonly expects: string
}

function problemsOf({ name, value, text, expects }: Provided): string[] {
  if (value === undefined)
    return [`variable "${name}" is declared but no environment provides it; give it ${expects} in values`]
  if (text === undefined) return [`variable "${name}" is ${show(value)}; give it ${expects}`]
  const secret = looksSecret(name, text)
  return secret === undefined
    ? []
    : [`variable "${name}" ${secret}; declare it under secrets and keep its value in the store`]
}

function unused({ variables, secrets, values }: EnvironmentContract): string[] {
  const declared = [...Object.keys(variables), ...Object.keys(secrets)]
  return Object.keys(values)
    .filter(name => !(name in variables))
    .map(name => {
      if (name in secrets) return `value "${name}" is given for a secret; take it out: its value belongs in the store`
      const near = nearest(name, declared)
      return `value "${name}" is provided but nobody declares it; ${near ? `did you mean "${near}"?` : 'declare it in variables, or take it out'}`
    })
}

function badNames({ variables, secrets }: EnvironmentContract): string[] {
  const both = Object.keys(variables).filter(name => name in secrets)
  const names = [...Object.keys(variables), ...Object.keys(secrets)]
  return [
    ...both.map(name => `"${name}" is declared as a variable and as a secret; keep one`),
    ...names
      .filter(name => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      .map(name => `"${name}" is no name a shell can read; use capitals, digits and _, e.g. LOG_LEVEL`),
  ]
}

/** The value as a reader would write it, short: a finding is one line. */
function show(value: unknown): string {
  const written = JSON.stringify(value) ?? typeof value
  return written.length > 40 ? `${written.slice(0, 39)}…` : written
}
