import { commitmentOf, given, idOf, known, partnerSiret } from '@minutier/testing'
import { test } from 'tap'
import { after, annul, askAction, audit, eventId, habilitate, habilitationId, later, partnerOf, rectify, suspend } from './correcting.ts'

test(
  'G6: a field is rectified',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { untilOn: '2025-08-31' }))
    .thenAccepted('G6'),
)
test('the stream folds with the correction in place', (t) => {
  const world = after(habilitate(), suspend(), rectify('PartnerHabilitated', { untilOn: '2025-08-31' }))
  t.match(partnerOf(world).habilitations[habilitationId], {
    fromOn: '2022-09-01',
    untilOn: '2025-08-31',
    changes: [{ status: 'suspended' }],
  })
  t.end()
})
test('the last rectification of a field wins, whatever else was rectified', (t) => {
  const world = after(
    habilitate(),
    rectify('PartnerHabilitated', { untilOn: '2025-08-31', scope: 'HABILITATION_ORGA_FORM' }),
    rectify('PartnerHabilitated', { untilOn: '2026-08-31' }),
  )
  t.match(partnerOf(world).habilitations[habilitationId], { untilOn: '2026-08-31', scope: 'HABILITATION_ORGA_FORM' })
  annul('FactRectified')(world)
  t.match(partnerOf(world).habilitations[habilitationId], { untilOn: '2025-08-31', scope: 'HABILITATION_ORGA_FORM' })
  t.end()
})
test('a second rectification is judged beside the first', (t) => {
  const world = after(habilitate(), rectify('PartnerHabilitated', { fromOn: '2023-09-01' }))
  // With the first day as it was typed at first, this one would be in order.
  t.match(rectify('PartnerHabilitated', { untilOn: '2023-08-31' })(world), {
    events: [{ entry: { type: 'FactRectified' } }, { entry: { type: 'FactAnnulled', data: { reason: 'refusedOnceCorrected' } } }],
  })
  t.end()
})
test(
  'G6: the instant of a fact is rectified',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { occurredAt: '2022-06-30T10:00:00.000Z' }))
    .thenAccepted('G6'),
)
test('it reads at its corrected instant', (t) => {
  const steps = [habilitate(), audit(), rectify('PartnerAudited', { occurredAt: '2023-01-31T10:00:00.000Z' })]
  const { history } = after(...steps).folded('partner', partnerSiret)
  t.equal(history[1]?.occurredAt, '2023-02-01T10:00:00.000Z', 'what was recorded is not edited')
  t.end()
})
test(
  'G8: a fact is not moved after the instant at which it was recorded',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { occurredAt: '2022-07-02T10:00:00.000Z' }))
    .thenRefused('G8'),
)
test(
  'G15: what is no instant is refused',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { occurredAt: 'yesterday' }))
    .thenRefused('G15', { found: ['occurredAt'], expected: 'PartnerHabilitated' }),
)

test(
  'G6: an id is not rectified',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { habilitationId: idOf('another') }))
    .thenRefused('G6', { found: ['habilitationId'], remedy: { en: /record it again/ } }),
)
test(
  'G6: nor the certification under which a fact was noted',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { certification: 'RNCP35584' }))
    .thenRefused('G6', { found: ['certification'] }),
)
test(
  'G6: nor what attests a person, at any depth',
  given((world) => known(world, 'Alix Exemple'), later)
    .when(
      rectify(
        'IdentityRecorded',
        { facts: [{ category: 'identity', factCommitment: commitmentOf('another') }] },
        { id: idOf('Alix Exemple') },
      ),
    )
    .thenRefused('G6', { found: ['facts'] }),
)
test(
  'G6: a rectification names a field',
  given(habilitate(), later).when(rectify('PartnerHabilitated', {})).thenRefused('G6', { found: [] }),
)
test(
  'G15: a field that the event has not is refused, by its name',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { untilOn: '2025-08-31', remark: 'Alix Exemple' }))
    .thenRefused('G15', { found: ['untilOn', 'remark'] }),
)
test(
  'G15: a value out of its type is refused',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { untilOn: '2025-02-31' }))
    .thenRefused('G15', { found: ['untilOn'] }),
)
test(
  'G15: a value of its type is accepted',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { untilOn: '2025-02-28' }))
    .thenAccepted('G15'),
)
test(
  'G14: a reason of no list is refused',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { untilOn: '2025-08-31' }, { reason: 'whim' }))
    .thenRefused('G14', { found: 'whim' }),
)
test(
  'G14: nor is a reason rectified to one of no list',
  given(habilitate(), later, suspend())
    .when(rectify('HabilitationSuspended', { reason: 'whim' }))
    .thenRefused('G14', { found: 'whim' }),
)
test(
  'G9: a registrar corrects nothing',
  given(habilitate(), later)
    .when(rectify('PartnerHabilitated', { untilOn: '2025-08-31' }, { acting: { role: 'registrar' } }))
    .thenRefused('G9', { found: 'registrar' }),
)
test(
  'G6: a fact of another stream is not corrected here',
  given(habilitate(), later)
    .when(rectify('CertificationImported', { level: 6 }))
    .thenRefused('G6', { found: { en: 'no fact of this stream' } }),
)
test(
  'G6: a correction is not rectified',
  given(habilitate(), later, rectify('PartnerHabilitated', { untilOn: '2025-08-31' }))
    .when(rectify('FactRectified', { reason: 'wrongDate' }))
    .thenRefused('G6', { found: 'FactRectified', remedy: { en: 'annul the correction' } }),
)
test(
  'G6: an annulled fact is not rectified',
  given(habilitate(), later, annul('PartnerHabilitated'))
    .when(rectify('PartnerHabilitated', { untilOn: '2025-08-31' }))
    .thenRefused('G6', { found: { en: 'already annulled' } }),
)

test('G6: a rectification that a later fact would not bear is refused, naming it', (t) => {
  const world = after(habilitate(), suspend('2023-01-10'))
  t.match(rectify('PartnerHabilitated', { untilOn: '2023-01-09' })(world), {
    refusal: { rule: 'G6', found: { type: 'HabilitationSuspended', eventId: eventId(world, 'HabilitationSuspended') } },
  })
  t.match(rectify('PartnerHabilitated', { untilOn: '2023-01-10' })(world), { outcome: 'accepted' }, 'the suspension’s own day bears it')
  t.end()
})
test('a fact that would have been refused as rectified loses its effect, on the record', (t) => {
  const world = after(habilitate(), audit('2023-01-10'), rectify('PartnerAudited', { auditedOn: '2022-08-31' }))
  t.match(world.log.slice(-2), [
    { type: 'FactRectified', data: { correction: { auditedOn: '2022-08-31' } } },
    { type: 'FactAnnulled', data: { correctedEventId: eventId(world, 'PartnerAudited'), reason: 'refusedOnceCorrected' } },
  ])
  t.strictSame(partnerOf(world).audits, {})
  t.end()
})
test(
  'G6: not while another fact rests on it',
  given(habilitate(), later, audit(), askAction)
    .when(rectify('PartnerAudited', { auditedOn: '2022-08-31' }))
    .thenRefused('G6', { found: { type: 'CorrectiveActionRequested' } }),
)
test(
  'a fact that is rectified within its rules keeps its effect',
  given(habilitate(), later, audit(), askAction)
    .when(rectify('PartnerAudited', { auditedOn: '2023-01-11' }))
    .then({ type: 'FactRectified' }),
)
