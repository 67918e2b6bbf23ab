import { identityOf, idOf } from '@minutier/testing'
import { test } from 'tap'
import {
  certifiedApprentice,
  compliantDossier,
  constitutedJury,
  decided,
  enrolledCandidate,
  fourBlocs,
  fullSuccess,
  heardFinal,
  issued,
  on,
  openStory,
  recorded,
  sealedMinutes,
  staff,
} from './cast/index.ts'

test('S23: a name rectified after the issue: reissued under the same number', async (t) => {
  const play = await openStory(t)
  const { personId, candidacyId } = await certifiedApprentice(play, 'Renommée')
  const { number } = (await play.state('candidacy', candidacyId)).certificate
  const day = '2024-09-03'
  const rectification = { facts: [identityOf('Renommée-autrement')], reason: 'civilStatusChanged' }
  await play.run('RectifyIdentity', personId, rectification, on(play, day))
  const reissue = { reissuedOn: day, issuedAtCommune: '34172', signatoryId: await staff(play, 'Signataire'), reason: 'identityRectified' }
  await play.run('ReissueCertificate', candidacyId, reissue, on(play, day))

  t.match(await play.state('candidacy', candidacyId), { certificate: { state: 'issued', number, reissuedOn: day } })
  const [issue] = await recorded(play, 'CertificateIssued')
  const [reissued] = await recorded(play, 'CertificateReissued')
  t.equal(reissued?.data['certificateNumber'], number)
  t.not(reissued?.data['holderCommitment'], issue?.data['holderCommitment'], 'it commits to the new name')
  t.equal((await recorded(play, 'CertificateNumberAssigned')).length, 1)
  const [recordedIdentity] = (await recorded(play, 'IdentityRecorded')).filter(({ stream }) => stream === `person-${personId}`)
  t.match(await recorded(play, 'IdentityRectified'), [{ data: { supersedes: [{ eventId: recordedIdentity?.id, category: 'identity' }] } }])
  const reader = { actor: idOf('reader'), role: 'certifier', purpose: 'certificate' }
  t.match((await play.ledger.vault.current(personId, 'identity', reader))?.payload, { familyName: /autrement$/ })
})

test('S23: the same command again is answered the same; the same id with another name is refused', async (t) => {
  const play = await openStory(t)
  const command = { commandId: idOf('an identity') }
  const body = { facts: [identityOf('Répétée')] }
  const first = await play.run('RecordIdentity', null, body, command)
  const again = await play.run('RecordIdentity', null, body, command)
  t.match(again, { ...first, repeated: true })
  t.equal(first.repeated, false)
  t.equal((await recorded(play, 'IdentityRecorded')).length, 1)
  const other = { facts: [identityOf('Autre')] }
  await t.rejects(play.attempt('RecordIdentity', null, other, command), { code: 'LEDGER_COMMAND_REUSED' })
  t.equal((await recorded(play, 'IdentityRecorded')).length, 1)

  const rectified = { commandId: idOf('a rectification') }
  const rectification = { facts: [identityOf('Rectifiée')], reason: 'typingError' }
  const done = await play.run('RectifyIdentity', first.streamId, rectification, rectified)
  t.match(await play.run('RectifyIdentity', first.streamId, rectification, rectified), { ...done, repeated: true })
  const otherName = { ...rectification, facts: [identityOf('Autrement')] }
  await t.rejects(play.attempt('RectifyIdentity', first.streamId, otherName, rectified), { code: 'LEDGER_COMMAND_REUSED' })
  const otherReason = { ...rectification, reason: 'proofReceived' }
  await t.rejects(play.attempt('RectifyIdentity', first.streamId, otherReason, rectified), { code: 'LEDGER_COMMAND_REUSED' })
  t.equal((await recorded(play, 'IdentityRectified')).length, 1)
})

test('S23: a holder whose identity nobody recorded is given no number', async (t) => {
  const play = await openStory(t)
  const contact = { category: 'contact', fact: { email: 'personne@example.invalid' } }
  const personId = await play.person('Sans-identité', [contact])
  const { candidacyId } = await enrolledCandidate(play, 'Sans-identité', { application: { personId } })
  await fourBlocs(play, [candidacyId])
  await compliantDossier(play, candidacyId)
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidacyId)
  await decided(play, juryId, candidacyId, fullSuccess)
  await sealedMinutes(play, juryId)
  await issued(play, candidacyId)
  t.match(await play.state('candidacy', candidacyId), { status: 'awarded', certificate: { state: 'blocked', number: null } })
  t.match(await recorded(play, 'IssuanceBlocked'), [{ data: { reason: 'conditionsNotMet' } }])
  t.equal((await recorded(play, 'CertificateNumberAssigned')).length, 0)
  t.match(await play.state('person', personId), { claims: [] })
})
