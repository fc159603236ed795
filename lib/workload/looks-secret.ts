const credentialName =
  /(^|_)(PASSWORD|PASSWD|PWD|SECRET|TOKEN|CREDENTIALS?|PASSPHRASE|API_?KEY|(ACCESS|PRIVATE|SIGNING|ENCRYPTION)_?KEY)$/
const knownToken =
  /^(AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-\S{20,}|xox[abposr]-\S{10,}|[sr]k_(live|test)_\w{16,}|eyJ[\w-]+\.[\w-]+\.[\w-]*|AIza[\w-]{35})$/
/** A password that Kubernetes fills in, `$(PASSWORD)`, is none. */
const urlPassword = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:(?!\$\()[^/\s@]+@/i

/** Bits a character below which words, versions, paths and host names stay, and above which keys and hashes lie. */
const randomBits = 3.5
/** Characters that are no words, below which nothing can be told. */
const shortestKey = 16

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const checksumName = /(COMMIT|SHA|SHA256|REVISION|DIGEST|CHECKSUM|HASH)$/
/** A word, a number, or a word with a number: `orders`, `Orders`, `2026`, `v2`. */
const word = /^([A-Z]?[a-z]*|[A-Z]+)\d{0,4}$|^\d+$/

/** Why an environment variable looks like a secret written down, or undefined where it does not. */
export function looksSecret(name: string, value: string): string | undefined {
  if (value === '') return undefined
  if (value.includes('-----BEGIN ')) return 'holds a PEM block'
  if (knownToken.test(value)) return 'has the form of an access token'
  if (urlPassword.test(value)) return 'is a URL with a password'
  if (credentialName.test(name.toUpperCase().replaceAll(/[-.]/g, '_')) && !isReference(value))
    return 'has the name of a credential'
  if (!checksumName.test(name.toUpperCase()) && isRandom(value)) return 'reads like a random key'
  return undefined
}

/** A path to a mounted file, or a switch: what variables named after credentials may well hold. */
function isReference(value: string): boolean {
  return value.startsWith('/') || value.startsWith('$(') || value === 'true' || value === 'false'
}

/** Whether most of it is neither words nor numbers, and repeats itself less than language does. */
function isRandom(value: string): boolean {
  if (!/^[A-Za-z0-9+/_=-]+$/.test(value) || uuid.test(value)) return false
  const strange = value
    .split(/[-_/=+]/)
    .filter(part => !word.test(part))
    .join('')
  return strange.length >= shortestKey && /\d/.test(strange) && entropy(value) > randomBits
}

/** Shannon entropy, in bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => {
    const share = count / value.length
    return sum - share * Math.log2(share)
  }, 0)
}
