import {
  admissibleVae,
  admitted,
  alix,
  allBlocs,
  attempting,
  candidacyOf,
  certifiedWorld,
  certifierSiret,
  enrolled,
  enrolment,
  given,
  habilitated,
  having,
  madeSiret,
  otherPartnerSiret,
  partnerSiret,
} from '@minutier/testing'
import { test } from 'tap'

const bc01 = ['RNCP36582BC01']
const atPartner = { centreSiret: partnerSiret, targetBlocs: bc01 }
const forBc01 = habilitated(partnerSiret, { blocs: bc01 })

const enrolling = (fields: Record<string, unknown> = {}) => attempting('EnrolCandidate', '2023-09-04', enrolment(fields))
const targeting = (targetBlocs: readonly string[], day = '2023-11-06') =>
  attempting('ChangeTargetBlocs', day, { targetBlocs, effectiveOn: day, reason: 'projectExtended' })
const transferring = (centreSiret: string, effectiveOn = '2023-11-06', territory = 'FR') =>
  attempting('TransferCandidate', effectiveOn, { centreSiret, territory, effectiveOn, reason: 'candidateRequest' })

test('A3: a partner habilitated for the target blocs enrols', given(forBc01, admitted()).when(enrolling(atPartner)).thenAccepted('A3'))

test(
  'A3: another establishment of the certifier enrols without habilitation',
  given(admitted())
    .when(enrolling({ centreSiret: madeSiret(certifierSiret.slice(0, 9), 7) }))
    .thenAccepted('A3'),
)

test(
  'A3: a partner habilitated for BC01 does not enrol for the whole certification',
  given(forBc01, admitted())
    .when(enrolling({ ...atPartner, targetBlocs: allBlocs }))
    .thenRefused('A3', { found: { siret: partnerSiret, day: '2023-09-04' } }),
)

test(
  'A3: a body without habilitation does not enrol',
  given(admitted())
    .when(enrolling(atPartner))
    .thenRefused('A3', { found: { siret: partnerSiret } }),
)

test(
  'A3: a partner habilitated to assess only does not enrol',
  given(habilitated(partnerSiret, { scope: 'HABILITATION_ORGANISER' }), admitted())
    .when(enrolling(atPartner))
    .thenRefused('A3'),
)

test(
  'A3: a habilitation that ended the day before does not enrol',
  given(habilitated(partnerSiret, { untilOn: '2023-09-03' }), admitted())
    .when(enrolling(atPartner))
    .thenRefused('A3'),
)

test(
  'A3: target blocs that the partner prepares are added',
  given(habilitated(partnerSiret), enrolled(alix, atPartner)).when(targeting(allBlocs)).thenAccepted('A3'),
)

test(
  'A3: target blocs that the partner does not prepare are refused',
  given(forBc01, enrolled(alix, atPartner)).when(targeting(allBlocs)).thenRefused('A3'),
)

test(
  'A3: a candidate is transferred to a centre that prepares their blocs',
  given(forBc01, enrolled(alix, atPartner)).when(transferring(certifierSiret)).thenAccepted('A2', 'A3'),
)

test(
  'A3: a candidate is not transferred to a centre that does not prepare their blocs',
  given(forBc01, habilitated(otherPartnerSiret, { blocs: ['RNCP36582BC02'] }), enrolled(alix, atPartner))
    .when(transferring(otherPartnerSiret))
    .thenRefused('A3', { found: { siret: otherPartnerSiret } }),
)

test('A3: after the transfer to the certifier, a candidate goes on for all four blocs', (t) => {
  const world = certifiedWorld()
  forBc01(world)
  enrolled(alix, atPartner)(world)
  having('TransferCandidate', '2023-11-06', {
    centreSiret: certifierSiret,
    territory: 'FR',
    effectiveOn: '2023-11-06',
    reason: 'habilitationLost',
  })(world)
  having('ChangeTargetBlocs', '2023-11-13', { targetBlocs: allBlocs, effectiveOn: '2023-11-13', reason: 'projectExtended' })(world)
  t.match(world.folded('candidacy', candidacyOf(alix)).state, { centreSiret: certifierSiret, enrolment: { targetBlocs: allBlocs } })
  t.end()
})

test(
  'A2: a candidate is not transferred to French Polynesia',
  given(enrolled())
    .when(transferring(certifierSiret, '2023-11-06', 'PF'))
    .thenRefused('A2', { found: 'PF' }),
)

test(
  'A2: a VAE candidate is transferred, even to a centre that prepares nobody',
  given(admissibleVae())
    .when(transferring(otherPartnerSiret, '2024-01-08', 'RE'))
    .thenAccepted('A2'),
)

test(
  'A2: a VAE candidate is not transferred to New Caledonia',
  given(admissibleVae())
    .when(transferring(certifierSiret, '2024-01-08', 'NC'))
    .thenRefused('A2'),
)

test(
  'G1: nobody is transferred before being enrolled',
  given(admitted()).when(transferring(certifierSiret)).thenRefused('G1', { found: 'admitted' }),
)

test(
  'G13: a transfer is not dated before the enrolment',
  given(enrolled())
    .when(transferring(certifierSiret, '2023-09-03'))
    .thenRefused('G13', { expected: { from: '2023-09-04' } }),
)

test('V1: a VAE has no target blocs to change', given(admissibleVae()).when(targeting(bc01, '2024-01-08')).thenRefused('V1'))
