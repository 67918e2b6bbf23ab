import { createHash } from 'node:crypto'

/** A UUID that is always the same for a name: people, streams and commands of tests are told by their names. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`minutier test ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A fingerprint that is always the same for a name. */
export function fingerprintOf(name: string): string {
  return createHash('sha256').update(`minutier document ${name}`).digest('hex')
}

/** A commitment that looks like one; no vault stands behind it. */
export function commitmentOf(name: string): string {
  return `hmac-sha256:${fingerprintOf(name)}`
}

/** The certifier's main establishment, and SIRETs that satisfy Luhn's check and belong to nobody we know. */
export const certifierSiret = '39350481600231'
export const partnerSiret = madeSiret('123456782', 1)
export const otherPartnerSiret = madeSiret('987654324', 1)

/** A SIRET of a SIREN whose check digit is right. */
export function madeSiret(siren: string, establishment: number): string {
  for (let last = 0; last < 10; last++) {
    const candidate = `${siren}${String(establishment).padStart(4, '0')}${last}`
    if (luhn(candidate)) return candidate
  }
  throw new TypeError(`no establishment ${establishment} of ${siren}`)
}

function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
