import { certifierSiret, idOf, type Play } from '@minutier/testing'
import { staff } from './people.ts'
import { type Fields, file, on } from './play.ts'

/** Accommodations: asked in writing of the centre's disability officer, granted, used. */

/** A written request received by the disability officer. Answers the accommodation's id. */
export async function requestedAccommodation(play: Play, candidacyId: string, day = '2023-10-02'): Promise<string> {
  const acting = on(play, day)
  const officerId = await staff(play, 'Référente')
  const { officers } = await play.state('partner', certifierSiret)
  if (officers.length === 0) await play.run('DesignateDisabilityOfficer', certifierSiret, { officerId, fromOn: '2022-09-01' }, acting)
  const accommodationId = idOf(`accommodation of ${candidacyId} ${day}`)
  const request = { accommodationId, receivedOn: day, written: true, officerId, request: file('request') }
  await play.run('RequestAccommodation', candidacyId, request, acting)
  return accommodationId
}

/** The same, granted. */
export async function grantedAccommodation(
  play: Play,
  candidacyId: string,
  { day = '2023-10-02', ...grant }: { day?: string; measures: readonly Fields[] } & Fields,
): Promise<string> {
  const accommodationId = await requestedAccommodation(play, candidacyId, day)
  await play.run('GrantAccommodation', candidacyId, { accommodationId, effectiveOn: day, ...grant }, on(play, day))
  return accommodationId
}

export const exemptionFrom = (epreuve: string, part?: string): Fields => ({ type: 'exemption', epreuve, ...(part && { part }) })

/** An exemption from a part of an épreuve, granted and used. */
export async function exemptedPart(
  play: Play,
  candidacyId: string,
  { epreuve, part, day }: { epreuve: string; part: string; day: string },
): Promise<void> {
  const accommodationId = await grantedAccommodation(play, candidacyId, { day, measures: [exemptionFrom(epreuve, part)] })
  const deciderId = await staff(play, 'Directrice')
  await play.run('ExemptEpreuvePart', candidacyId, { accommodationId, deciderId, decidedOn: day, epreuve, part }, on(play, day))
}
