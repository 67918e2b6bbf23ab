import assert from 'node:assert/strict'
import { certifierSiret, madeSiret } from '@minutier/testing'
import fc from 'fast-check'
import { type Test, test } from 'tap'
import type { z } from 'zod'
import * as scalars from '../../src/kernel/scalars.ts'

function says(t: Test, schema: z.ZodType, accepted: readonly unknown[], refused: readonly unknown[]): void {
  for (const value of accepted) t.ok(schema.safeParse(value).success, `accepts ${value}`)
  for (const value of refused) t.notOk(schema.safeParse(value).success, `refuses ${value}`)
}

const hex = '0123456789abcdef'.repeat(4)

test('an id is a lower-case UUID', (t) => {
  says(
    t,
    scalars.uuid,
    ['c3b1d2a4-5e6f-4a7b-8c9d-0e1f2a3b4c5d', 'c3b1d2a4-5e6f-5a7b-bc9d-0e1f2a3b4c5d'],
    [
      'C3B1D2A4-5E6F-4A7B-8C9D-0E1F2A3B4C5D',
      'c3b1d2a4-5e6f-4a7b-8c9d-0e1f2a3b4c5D',
      'c3b1d2a4-5e6f-9a7b-8c9d-0e1f2a3b4c5d',
      'c3b1d2a4-5e6f-4a7b-cc9d-0e1f2a3b4c5d',
      'c3b1d2a45e6f4a7b8c9d0e1f2a3b4c5d',
      '{c3b1d2a4-5e6f-4a7b-8c9d-0e1f2a3b4c5d}',
      '',
    ],
  )
  t.end()
})
test('a day is one of the calendar', (t) => {
  says(
    t,
    scalars.day,
    ['2022-07-01', '2024-02-29', '2000-02-29'],
    ['2023-02-31', '2023-02-29', '1900-02-29', '2023-04-31', '2023-13-01', '2023-00-10', '2023-1-1', '01/07/2022', '2022-07-01T00:00:00Z'],
  )
  t.end()
})
test('an instant is in UTC, to the millisecond, in 24 characters', (t) => {
  says(
    t,
    scalars.instant,
    ['2022-07-01T08:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    [
      '2022-07-01T08:00:00Z',
      '2022-07-01T08:00:00.0000Z',
      '2022-07-01T08:00:00.000+02:00',
      '2022-07-01T08:00:00.000',
      '2022-07-01T24:00:00.000Z',
      '2023-02-31T08:00:00.000Z',
    ],
  )
  t.end()
})
test('a SIRET satisfies Luhn’s check, and so does its SIREN', (t) => {
  says(
    t,
    scalars.siret,
    [certifierSiret, madeSiret('123456782', 1)],
    ['39350481600232', '39350481600231 ', '3935048160023', '393504816002310', '39350481a00231', '39350481600213'],
  )
  t.end()
})
test('a wrong SIREN is refused even when the whole adds up', (t) => {
  const wrong = fc.sample(fc.stringMatching(/^[0-9]{9}$/), 50).filter((siren) => !luhn(siren))
  t.ok(wrong.length > 0)
  for (const siren of wrong) t.notOk(scalars.siret.safeParse(madeSiret(siren, 1)).success, siren)
  t.end()
})
test('one wrong digit of a SIRET is always found', (t) => {
  const property = fc.property(fc.nat(13), fc.integer({ min: 1, max: 9 }), (place, shift) => {
    const digit = (Number(certifierSiret[place]) + shift) % 10
    const mistyped = certifierSiret.slice(0, place) + digit + certifierSiret.slice(place + 1)
    assert.equal(scalars.siret.safeParse(mistyped).success, false)
  })
  t.doesNotThrow(() => fc.assert(property))
  t.end()
})
test('the SIREN is the beginning of the SIRET', (t) => {
  t.equal(scalars.sirenOf(certifierSiret), '393504816')
  t.end()
})
test('a fingerprint is 64 lower-case hex digits', (t) => {
  says(t, scalars.fingerprint, [hex], [hex.toUpperCase(), hex.slice(1), `${hex}0`, hex.replace('0', 'g')])
  t.end()
})
test('a commitment says how it was made', (t) => {
  says(t, scalars.commitment, [`hmac-sha256:${hex}`], [hex, `sha256:${hex}`, `hmac-sha256:${hex.toUpperCase()}`, `hmac-sha256:${hex} `])
  t.end()
})
test('a code is letters, digits, hyphens', (t) => {
  says(
    t,
    scalars.code,
    ['typingError', 'centre-director-representative', 'P1', 'x'.repeat(64)],
    ['', '1st', 'typing error', 'motif_écrit', 'é', 'x'.repeat(65), 'Alix Exemple'],
  )
  t.end()
})
test('codes of certifications, blocs, territories, communes, versions', (t) => {
  says(t, scalars.certificationCode, ['RNCP36582', 'RNCP1'], ['RS1234', 'RNCP', 'RNCP1234567', 'rncp36582'])
  says(t, scalars.blocCode, ['RNCP36582BC01'], ['BC01', 'RNCP36582BC1', 'RNCP36582', 'RNCP36582BC011'])
  says(t, scalars.territory, ['FR', 'NC'], ['fr', 'FRA', ''])
  says(t, scalars.commune, ['33063', '2A004', '2B033', '97411'], ['3306', '330633', '2C001', 'Bordeaux'])
  says(t, scalars.version, ['RNCP36582@1', 'RNCP36582@2.1-b'], ['RNCP36582', '@1', 'RNCP36582@', 'RNCP 36582@1'])
  t.end()
})
test('counts and minutes are whole', (t) => {
  says(t, scalars.count, [0, 1_000_000], [-1, 1.5, 1_000_001, '1', Number.NaN])
  says(t, scalars.minutes, [1, 10_000], [0, -45, 44.5, 10_001])
  says(t, scalars.year, [1990, 2025, 2200], [1989, 2201, 2025.5])
  t.end()
})

function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
