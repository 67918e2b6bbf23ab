import { fingerprintOf, idOf, type Play, partnerSiret } from '@minutier/testing'
import { type Bloc, blocs, certification, type Fields, on } from './play.ts'

/** A partner that the certifier habilitates. */

export const habilitationId = idOf('habilitation')

export async function habilitated(play: Play, { day = '2022-09-01', ...fields }: { day?: string; blocs?: readonly Bloc[] } & Fields = {}) {
  const habilitation = {
    habilitationId,
    certification,
    scope: 'HABILITATION_ORGA_FORM',
    blocs,
    fromOn: day,
    untilOn: '2025-06-30',
    conventionFingerprint: fingerprintOf('convention'),
    subcontracting: false,
    ...fields,
  }
  await play.run('HabilitatePartner', partnerSiret, habilitation, on(play, day))
}
