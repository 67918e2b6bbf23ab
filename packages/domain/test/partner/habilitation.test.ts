import { given, idOf, partnerSiret } from '@minutier/testing'
import { test } from 'tap'
import { after, amend, at, blocs, habilitate, habilitationId, reinstate, revoke, suspend } from './habilitating.ts'

test(
  'a partner is habilitated for some blocs, from a day to another',
  given().when(habilitate()).then({ type: 'PartnerHabilitated', blocs }),
)
test('G7: a habilitation is recorded once', given(habilitate()).when(habilitate()).thenRefused('G7', { found: habilitationId }))
test(
  'G7: another one is accepted',
  given(habilitate())
    .when(habilitate({ habilitationId: idOf('another') }))
    .thenAccepted('G7'),
)
test(
  'G13: a habilitation that ends before it begins is refused',
  given()
    .when(habilitate({ untilOn: '2022-08-31' }))
    .thenRefused('G13', { found: { fromOn: '2022-09-01', untilOn: '2022-08-31' } }),
)
test(
  'G13: a habilitation of one day is accepted',
  given()
    .when(habilitate({ untilOn: '2022-09-01' }))
    .thenAccepted('G13'),
)
test(
  'G14: a bloc of another certification is refused',
  given()
    .when(habilitate({ blocs: ['RNCP35584BC02'] }))
    .thenRefused('G14', { found: ['RNCP35584BC02'], expected: blocs }),
)
test('G14: the blocs of the certification are accepted', given().when(habilitate()).thenAccepted('G14'))
test(
  'G14: a certification that was not imported is refused',
  given()
    .when(habilitate({ certification: 'RNCP35584', blocs: ['RNCP35584BC02'] }))
    .thenRefused('G14', { found: 'RNCP35584' }),
)

test('an amendment changes what it names, and nothing else', (t) => {
  const { state } = after(habilitate(), amend({ untilOn: '2025-08-31', scope: 'HABILITATION_FORMER' })).folded('partner', partnerSiret)
  t.match(state.habilitations[habilitationId], { scope: 'HABILITATION_FORMER', blocs, fromOn: '2022-09-01', untilOn: '2025-08-31' })
  t.end()
})
test(
  'G1: what was never habilitated is not amended',
  given()
    .when(amend({ untilOn: '2025-08-31' }))
    .thenRefused('G1', { found: 'none' }),
)
test(
  'G1: a habilitation is amended before it begins',
  given(habilitate())
    .when(amend({ fromOn: '2022-10-01' }))
    .thenAccepted('G1'),
)
test(
  'G1: a habilitation is amended on its last day',
  given(habilitate(), at('2024-08-31'))
    .when(amend({ untilOn: '2025-08-31' }))
    .thenAccepted('G1'),
)
test(
  'G1: an expired habilitation is not amended',
  given(habilitate(), at('2024-09-01'))
    .when(amend({ untilOn: '2025-08-31' }))
    .thenRefused('G1', { found: 'expired' }),
)
test(
  'G1: a suspended habilitation is not amended',
  given(habilitate(), at('2023-01-10'), suspend('2023-01-10'))
    .when(amend({ untilOn: '2025-08-31' }))
    .thenRefused('G1', { found: 'suspended' }),
)
test(
  'G13: an amendment does not turn the days round',
  given(habilitate())
    .when(amend({ untilOn: '2022-08-01' }))
    .thenRefused('G13'),
)
test(
  'G14: an amendment brings no foreign bloc',
  given(habilitate())
    .when(amend({ blocs: ['RNCP35584BC02'] }))
    .thenRefused('G14'),
)

test('G1: an active habilitation is suspended', given(habilitate()).when(suspend('2023-01-10')).thenAccepted('G1'))
test(
  'G1: a suspended one is not suspended again',
  given(habilitate(), suspend('2023-01-10'))
    .when(suspend('2023-02-01'))
    .thenRefused('G1', { found: 'suspended', expected: ['active'] }),
)
test('G1: a suspended one is reinstated', given(habilitate(), suspend('2023-01-10')).when(reinstate('2023-02-01')).thenAccepted('G1'))
test('G1: an active one is not reinstated', given(habilitate()).when(reinstate('2023-02-01')).thenRefused('G1', { found: 'active' }))
test('G1: a suspended one is revoked', given(habilitate(), suspend('2023-01-10')).when(revoke('2023-02-01')).thenAccepted('G1'))
test(
  'G1: a revoked one does not come back',
  given(habilitate(), revoke('2023-01-10')).when(reinstate('2023-02-01')).thenRefused('G1', { found: 'revoked' }),
)
test('G1: what was never habilitated is not suspended', given().when(suspend('2023-01-10')).thenRefused('G1', { found: 'none' }))
test('G13: no suspension before the habilitation begins', given(habilitate()).when(suspend('2022-08-31')).thenRefused('G13'))
test('G13: a suspension from its first day is accepted', given(habilitate()).when(suspend('2022-09-01')).thenAccepted('G13'))
test('G13: no suspension after the habilitation ended', given(habilitate()).when(suspend('2024-09-01')).thenRefused('G13'))
test(
  'G13: no reinstatement before the suspension',
  given(habilitate(), suspend('2023-01-10'))
    .when(reinstate('2023-01-09'))
    .thenRefused('G13', { found: { suspended: '2023-01-10', effectiveOn: '2023-01-09' } }),
)
test(
  'G14: a reason that is not of the list is refused',
  given(habilitate())
    .when((world) =>
      world.attempt('SuspendHabilitation', partnerSiret, {
        habilitationId,
        effectiveOn: '2023-01-10',
        reason: 'badMood',
      }),
    )
    .thenRefused('G14', { found: 'badMood' }),
)
