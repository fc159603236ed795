import { X509Certificate } from 'node:crypto'
import { CelError } from '../cel-error.ts'
import { toCel } from '../json.ts'
import type { Definition } from '../function-table.ts'
import type { Value } from '../value.ts'

/** Attributes of a distinguished name, by the names Go gives them. */
const attributes: Readonly<Record<string, string>> = {
  CN: 'CommonName',
  C: 'Country',
  O: 'Organization',
  OU: 'OrganizationalUnit',
  L: 'Locality',
  ST: 'Province',
  serialNumber: 'SerialNumber',
}

/** One value each for name and serial number, lists for the rest. */
function distinguishedName(text: string): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = {}
  for (const line of text.split('\n')) {
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/.exec(line) ?? []
    const name = attributes[key]
    if (name === undefined) continue
    if (name === 'CommonName' || name === 'SerialNumber') out[name] = value
    else out[name] = [...((out[name] as string[] | undefined) ?? []), value]
  }
  return out
}

function alternatives(certificate: X509Certificate, prefix: string): string[] {
  const all = certificate.subjectAltName?.split(', ') ?? []
  return all.filter(entry => entry.startsWith(prefix)).map(entry => entry.slice(prefix.length))
}

/** The fields of an RSA certificate that policies read, named as in Go's crypto/x509. */
function decode(pem: string): Value {
  try {
    const certificate = new X509Certificate(pem)
    const { kty, n = '', e = '' } = certificate.publicKey.export({ format: 'jwk' })
    if (kty !== 'RSA') throw new CelError('certificate should use rsa algorithm')
    const number = (text: string) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`)
    return toCel({
      Raw: certificate.raw.toString('base64'),
      Subject: distinguishedName(certificate.subject),
      Issuer: distinguishedName(certificate.issuer),
      SerialNumber: Number(BigInt(`0x${certificate.serialNumber}`)),
      NotBefore: certificate.validFromDate.toISOString().replace('.000', ''),
      NotAfter: certificate.validToDate.toISOString().replace('.000', ''),
      PublicKey: { N: String(number(n)), E: Number(number(e)) },
      IsCA: certificate.ca,
      DNSNames: alternatives(certificate, 'DNS:'),
      EmailAddresses: alternatives(certificate, 'email:'),
      IPAddresses: alternatives(certificate, 'IP Address:'),
    })
  } catch (error) {
    if (error instanceof CelError) throw error
    throw new CelError('failed to decode PEM block')
  }
}

/** https://kyverno.io/docs/policy-types/cel-libraries/#x509-library */
export const certificates: readonly Definition[] = [['x509/decode(string): dyn', decode]]
