import {
  alix,
  allBlocs,
  apprentice,
  attempting,
  enrolled,
  exemption,
  exemptionDecision,
  given,
  grantedAccommodation,
  having,
  receivedVae,
  type Step,
  together,
} from '@minutier/testing'
import { test } from 'tap'
import { creditedBc04 } from '../jury/situations.ts'
import { eventId } from './correcting.ts'

/** What a fact held elsewhere is given back when it is annulled: it does not come back by the annulment of its annulment. */

const [bc01 = ''] = allBlocs
const day = '2024-05-02'
const annulment = (type: string) => (world: Parameters<Step>[0]) => ({
  correctedEventId: eventId(world, type),
  reason: 'typingError',
  authority: 'certifier',
})
const annulled =
  (type: string): Step =>
  (world) =>
    having('AnnulFact', day, annulment(type)(world))(world)
const annulling =
  (type: string): Step =>
  (world) =>
    attempting('AnnulFact', day, annulment(type)(world))(world)

const exempted = together(
  apprentice(),
  grantedAccommodation([exemption(`mspr:${bc01}`)]),
  having('ExemptBloc', '2023-10-16', exemptionDecision({ bloc: bc01 })),
)
const holding = {
  FeasibilityFileReceived: receivedVae(),
  BlocCreditedByEquivalence: together(enrolled(), creditedBc04(alix, '2024-02-05')),
  BlocExempted: exempted,
}
for (const [type, held] of Object.entries(holding)) {
  test(`G6: ${type} is annulled`, given(held).when(annulling(type)).thenAccepted('G6'))
  test(
    `G6: ${type} is not brought back: it is recorded again`,
    given(held, annulled(type))
      .when(annulling('FactAnnulled'))
      .thenRefused('G6', { found: type, remedy: { en: 'record the fact again' } }),
  )
}
