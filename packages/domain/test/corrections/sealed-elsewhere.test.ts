import {
  alix,
  allBlocs,
  assessed,
  attempting,
  bo,
  candidacyOf,
  certifiedWorld,
  constitutedJury,
  convened,
  convenedForVae,
  decided,
  decidedWithoutFinal,
  deliberated,
  given,
  grantedAccommodation,
  having,
  heard,
  idOf,
  interviewed,
  juryId,
  type Step,
  sealedJury,
  together,
  vaeDeliberation,
  verifiedVae,
} from '@minutier/testing'
import { test } from 'tap'
import { decide } from '../../src/decide.ts'
import type { Sources } from '../../src/reads.ts'
import { accommodationOf, extraTime } from '../jury/accommodations.ts'
import { annulledDecision, assess, candidateWith, deliberate } from '../jury/situations.ts'
import { annulOf, eventId } from './correcting.ts'

/** What a candidate was granted is corrected after the session that gave them that time was sealed: it is in another stream. */

type Fields = Readonly<Record<string, unknown>>

const why = { reason: 'typingError', authority: 'certifier' }
const rectify =
  (correction: Fields): Step =>
  (world) =>
    attempting('RectifyFact', '2024-05-02', { correctedEventId: eventId(world, 'AccommodationGranted'), correction, ...why })(world)
const annulGrant = annulOf('AccommodationGranted')

const cited: Fields = { accommodationIds: [accommodationOf()] }
/** A candidate given 60 minutes, heard with them, up to the decision. */
const decidedIn = (plannedMinutes: number, convenedWith = cited, heardWith = cited) =>
  together(
    candidateWith(allBlocs),
    extraTime(60),
    constitutedJury(),
    convened(alix, {}, { plannedMinutes, ...convenedWith }),
    heard(alix, {}, { plannedMinutes, actualMinutes: plannedMinutes, ...heardWith }),
    assess(),
    deliberate(),
    decided(),
  )
const sealedIn = (...planned: Parameters<typeof decidedIn>) => together(decidedIn(...planned), sealedJury())
const minutes = (grantedMinutes: number) => ({
  measures: [{ type: 'extraTime', epreuve: 'final', part: 'oral', normalMinutes: 45, grantedMinutes }],
})
const inSession = (type: string) => ({ found: { stream: `jury-${juryId()}`, type }, remedy: { en: /first annul the sealed decision/ } })

test(
  'G6: a grant by which a sealed session heard the candidate longer is not annulled',
  given(sealedIn(60)).when(annulGrant).thenRefused('G6', inSession('DefenceHeld')),
)
test(
  'G6: nor rectified to less time than was planned',
  given(sealedIn(60))
    .when(rectify(minutes(59)))
    .thenRefused('G6', inSession('DefenceHeld')),
)
test(
  'G6: it is rectified to what was planned',
  given(sealedIn(50))
    .when(rectify(minutes(50)))
    .then({ type: 'FactRectified' }),
)
test(
  'G6: a field by which nobody was heard longer is rectified',
  given(sealedIn(60))
    .when(rectify({ effectiveOn: '2023-10-10' }))
    .then({ type: 'FactRectified' }),
)
test(
  'G6: a grant that only the convening cited is not annulled either',
  given(sealedIn(45, cited, { accommodationIds: [] }))
    .when(annulGrant)
    .thenRefused('G6', inSession('CandidateConvened')),
)
test(
  'G6: a grant that a sealed session did not use is annulled',
  given(sealedIn(45, { accommodationIds: [] }, { accommodationIds: [] }))
    .when(annulGrant)
    .thenAccepted('G6'),
)
test('G6: so is one that was used in a session not sealed', given(decidedIn(60)).when(annulGrant).thenAccepted('G6'))
test(
  'G6: so is one whose decision was annulled',
  given(sealedIn(60), annulledDecision({}, '2024-04-15')).when(annulGrant).thenAccepted('G6'),
)
test(
  'G6: what was withdrawn since was granted then',
  given(sealedIn(60), having('WithdrawAccommodation', '2024-04-15', { accommodationId: accommodationOf(), reason: 'candidateRequest' }))
    .when(annulGrant)
    .thenRefused('G6', inSession('DefenceHeld')),
)
test('only what concerns the candidate is judged again, however many were heard that day', (t) => {
  const world = certifiedWorld()
  together(
    candidateWith([], bo),
    decidedIn(60),
    convened(bo),
    heard(bo),
    assessed(bo),
    deliberated(bo),
    decided(bo, {}, { outcome: 'partial' }),
    sealedJury(),
  )(world)
  const asked: string[] = []
  const sources: Sources = {
    rulebook: (fingerprint) => world.sources.rulebook(fingerprint),
    folded: (kind, stream) => {
      asked.push(stream)
      return world.sources.folded(kind, stream)
    },
  }
  const granted = world.last('AccommodationGranted')
  const input = { correctedEventId: granted.id, ...why }
  const draft = { ...granted, recordedAt: world.now, nextId: () => idOf('annulment') }
  const decision = decide('AnnulFact', input, world.folded('candidacy', candidacyOf(alix)), draft, sources)
  t.match(decision, { refusal: { rule: 'G6', ...inSession('DefenceHeld') } })
  t.ok(asked.includes(`jury-${juryId()}`))
  t.notOk(asked.includes(`candidacy-${candidacyOf(bo)}`))
  t.end()
})
test('G6: an annulment that was annulled leaves what stood', (t) => {
  const done = together(decidedIn(60), annulGrant, annulOf('FactAnnulled'), sealedJury())
  given(done).when(annulGrant).thenRefused('G6', inSession('DefenceHeld'))(t)
})
test(
  'G6: once it was annulled before the sealing, what is in the way of it no more is in the way of nothing else',
  given(decidedIn(60), annulGrant, sealedJury()).when(annulOf('AccommodationRequested')).thenAccepted('G6'),
)
test(
  'G6: a grant that the convening of a VAE candidate cites is not annulled after the sealing',
  given(
    verifiedVae(),
    grantedAccommodation([{ type: 'conditions', epreuve: 'vae' }], { effectiveOn: '2023-10-09' }),
    constitutedJury(),
    convenedForVae(alix, {}, { accommodationIds: [idOf('accommodation one')] }),
    interviewed(),
    deliberate(vaeDeliberation),
    decidedWithoutFinal(alix, {}, { outcome: 'total', blocs: allBlocs }),
    sealedJury(),
  )
    .when(annulGrant)
    .thenRefused('G6', inSession('CandidateConvened')),
)
