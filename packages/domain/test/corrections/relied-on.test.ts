import { alix, apprentice, awardedTraining, given, idOf, known } from '@minutier/testing'
import { test } from 'tap'
import { annul, certification, later, rectify } from './correcting.ts'

test(
  'G6: a registration on which a rulebook stands is not rectified',
  given(later)
    .when(rectify('CertificationImported', { expiresOn: '2023-01-01' }, { id: certification }))
    .thenRefused('G6', { found: 'CertificationImported', remedy: { en: /import the fiche again/ } }),
)
test(
  'G6: the identity of somebody who was awarded a certification is not annulled',
  given(apprentice(), awardedTraining(), (world) => {
    // Another fact keeps the person known: nothing of their own stream rests on the identity.
    known(world, alix, ['contact'])
    world.note('person', idOf(alix), {
      type: 'CandidacyNoted',
      data: { candidacyId: world.last('CertificationAwarded').stream.slice('candidacy-'.length), certification },
    })
  })
    .when((world) => {
      const correctedEventId = world.log.find(({ type, stream }) => type === 'IdentityRecorded' && stream === `person-${idOf(alix)}`)?.id
      return world.attempt('AnnulFact', idOf(alix), { correctedEventId, reason: 'typingError', authority: 'certifier' })
    })
    .thenRefused('G6', { found: 'IdentityRecorded', remedy: { en: /rectify the identity/ } }),
)
test(
  'G6: that of somebody who was awarded nothing is',
  given((world) => known(world, alix), later)
    .when(annul('IdentityRecorded', { id: idOf(alix) }))
    .thenAccepted('G6'),
)
