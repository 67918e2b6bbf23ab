import {
  alix,
  apprentice,
  attempting,
  attemptingNote,
  enrolled,
  given,
  heardOnDossier,
  heardVae,
  idOf,
  sessionOf,
  sessionOn,
} from '@minutier/testing'
import { test } from 'tap'

/** Somebody convened twice at once is heard by one jury only: the other has nothing to decide. */
const other = idOf('a jury that never had the candidate')
const validating = (juryId: string) => attemptingNote('FinalEpreuveValidated', sessionOn, { juryId, decidedOn: sessionOn })

test(
  'G1: the jury that heard the candidate decides',
  given(apprentice(), heardOnDossier())
    .when(validating(sessionOf(alix)))
    .thenAccepted('G1'),
)
test(
  'G1: a jury that did not hear the candidate decides nothing',
  given(apprentice(), heardOnDossier())
    .when(validating(other))
    .thenRefused('G1', { found: other, expected: sessionOf(alix) }),
)
test(
  'G1: nor does it decide on a VAE',
  given(heardVae())
    .when(attemptingNote('VaeRefused', '2024-12-31', { juryId: other, decidedOn: '2024-12-31', blocs: [] }))
    .thenRefused('G1', { found: other }),
)

const changing = (effectiveOn: string) => attempting('ChangeRoute', '2023-10-02', { route: 'CQ', effectiveOn, reason: 'candidateRequest' })
test('G8: a change of route takes effect on its day', given(enrolled()).when(changing('2023-10-02')).then({ type: 'RouteChanged' }))
test('G8: it takes effect on no day to come', given(enrolled()).when(changing('2024-09-02')).thenRefused('G8', { found: '2024-09-02' }))
