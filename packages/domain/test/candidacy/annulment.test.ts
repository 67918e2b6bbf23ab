import {
  acquiredBloc,
  acquiredBlocs,
  alix,
  allBlocs,
  apprentice,
  attemptingNote,
  awardedTraining,
  bc01,
  bo,
  candidacyOf,
  decidedVae,
  failedBloc,
  given,
  having,
  havingNote,
  heardOnDossier,
  heardVae,
  idOf,
  rncp36582,
  type Step,
  sessionOf,
  sessionOn,
  submittedDossier,
  together,
  validatedFinal,
  validationFile,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'
import { after } from './playing.ts'

const bc02 = `${rncp36582}BC02`
const first = sessionOf(alix)
const second = idOf('second jury')
const annulment = (fields = {}) => ({ decisionEventId: idOf('a decision'), blocs: [], ...fields })
const annulled = (fields = {}, day = '2024-05-02'): Step => havingNote('DecisionAnnulmentNoted', day, annulment(fields))
const annulling = (fields = {}) => attemptingNote('DecisionAnnulmentNoted', '2024-05-02', annulment(fields))
const failedFinal = havingNote('FinalEpreuveNotValidated', sessionOn, { juryId: first, decidedOn: sessionOn })

test(
  'G6: what was decided may be annulled',
  given(apprentice(), validatedFinal())
    .when(annulling({ epreuve: 'final' }))
    .thenAccepted('G6'),
)
test(
  'G6: nothing to annul of an épreuve that was not taken',
  given(apprentice())
    .when(annulling({ epreuve: 'final' }))
    .thenRefused('G6', { found: 'none' }),
)
test(
  'V1: a VAE has no final épreuve to annul',
  given(heardVae())
    .when(annulling({ epreuve: 'final' }))
    .thenRefused('V1'),
)

test('an MSPR result annulled opens its bloc, and nothing else', (t) => {
  const candidacy = after(apprentice(), acquiredBlocs(), validatedFinal(), annulled({ blocs: [bc01], msprId: idOf(`mspr ${bc01}`) }))
  t.match(candidacy, { status: 'enrolled', finalEpreuve: { state: 'validated' } })
  t.same(
    allBlocs.map((bloc) => candidacy.blocs[bloc]?.state),
    ['open', 'acquired', 'acquired', 'acquired'],
  )
  t.end()
})

test('a failed attempt annulled is not counted, and takes no bloc acquired since', (t) => {
  const failedThenPassed = together(failedBloc(bc01, ['failed']), acquiredBloc(bc01))
  const candidacy = after(apprentice(), failedThenPassed, annulled({ blocs: [bc01], msprId: idOf('mspr failed') }))
  t.match(candidacy.blocs[bc01], { state: 'acquired', by: { how: 'mspr' } })
  t.same(candidacy.blocs[bc01]?.failedIn, [])
  t.end()
})

test('a failed attempt annulled leaves an award where it is', (t) => {
  const candidacy = after(apprentice(), failedBloc(bc01, ['failed']), awardedTraining(), annulled({ msprId: idOf('mspr failed') }))
  t.match(candidacy, { status: 'awarded', award: { juryId: first } })
  t.end()
})

test('the award annulled with its final épreuve: enrolled, dossier still compliant', (t) => {
  const candidacy = after(apprentice(), awardedTraining(), annulled({ epreuve: 'final', juryId: first }))
  t.match(candidacy, {
    status: 'enrolled',
    award: null,
    finalEpreuve: { state: 'compliant', juryId: null, decidedOn: null },
  })
  t.same(candidacy.finalEpreuve.decidedBy, [])
  t.match(candidacy.finalEpreuve.dossier, { pages: 55 })
  t.end()
})

test('the award annulled while the final épreuve stands', (t) => {
  const candidacy = after(apprentice(), awardedTraining(), annulled({ juryId: first }))
  t.match(candidacy, { status: 'enrolled', award: null, finalEpreuve: { state: 'validated', decidedBy: [first] } })
  t.end()
})

test('told by what it names alone, an annulment does the same', (t) => {
  t.match(after(apprentice(), awardedTraining(), annulled({ epreuve: 'final' })), {
    status: 'enrolled',
    finalEpreuve: { state: 'compliant' },
  })
  t.match(after(apprentice(), awardedTraining(), annulled()), { status: 'enrolled', finalEpreuve: { state: 'validated' } })
  t.match(after(apprentice(), awardedTraining(), annulled({ blocs: [bc01] })), { status: 'awarded', blocs: { [bc01]: { state: 'open' } } })
  t.end()
})

test('a failed final épreuve annulled is heard again', (t) => {
  const candidacy = after(apprentice(), heardOnDossier(), failedFinal, annulled({ epreuve: 'final', juryId: first }))
  t.match(candidacy.finalEpreuve, { state: 'compliant' })
  t.same(candidacy.finalEpreuve.decidedBy, [])
  t.end()
})

test('an adjourned decision annulled is heard again', (t) => {
  t.match(after(apprentice(), heardOnDossier(), annulled({ epreuve: 'final', juryId: second })).finalEpreuve, { state: 'compliant' })
  t.end()
})

test('the first failure annulled leaves the second attempt where it is', (t) => {
  const again = (...steps: readonly Step[]) =>
    after(
      apprentice(),
      heardOnDossier(),
      failedFinal,
      submittedDossier({ pages: 58 }),
      ...steps,
      annulled({ epreuve: 'final', juryId: first }),
    )
  t.match(again().finalEpreuve, { state: 'submitted', dossier: { pages: 58 } })
  t.same(again().finalEpreuve.decidedBy, [])
  const heardTwice = together(
    having('AcceptDossier', '2024-04-02'),
    havingNote('HearingScheduled', '2024-04-08', { juryId: second, plannedOn: '2024-04-22' }),
    havingNote('HearingCompleted', '2024-04-22', { juryId: second, heardOn: '2024-04-22' }),
  )
  t.match(again(heardTwice).finalEpreuve, { state: 'heard', juryId: second })
  t.end()
})

test('an award annulled reaches who withdrew when they resume', (t) => {
  const candidacy = after(
    apprentice(),
    acquiredBlocs(),
    validatedFinal(),
    withdrawn(alix, '2024-03-19'),
    havingNote('CertificationAwarded', '2024-03-20', { juryId: first, decidedOn: sessionOn }),
    annulled(),
  )
  t.match(candidacy, { status: 'withdrawn', resumesTo: 'enrolled', award: null })
  t.end()
})

const carriedOver = havingNote('BlocCarriedOver', '2024-02-05', {
  bloc: bc02,
  acquiredOn: '2023-06-30',
  sourceCandidacyId: candidacyOf(bo),
})
const partial = decidedVae('VaePartiallyValidated', [bc01])
const secondFile = together(
  having('RecordValidationFile', '2024-04-02', validationFile('2024-04-02')),
  having('VerifyValidationFile', '2024-04-08'),
  havingNote('HearingScheduled', '2024-04-15', { juryId: second, plannedOn: '2024-06-10' }),
)
const heardTwice = together(secondFile, havingNote('HearingCompleted', '2024-06-10', { juryId: second, heardOn: '2024-06-10' }))

test('a VAE decision annulled: verified again, its blocs open', (t) => {
  const candidacy = after(heardVae(), partial, annulled({ blocs: [bc01], juryId: first }))
  t.match(candidacy, { status: 'verified', blocs: { [bc01]: { state: 'open' } }, vae: { juryId: null, heardOn: null } })
  t.same(candidacy.vae?.decidedBy, [])
  const total = together(
    decidedVae('VaeTotallyValidated', allBlocs),
    havingNote('CertificationAwarded', sessionOn, { juryId: first, decidedOn: sessionOn }),
  )
  t.match(after(heardVae(), total, annulled({ blocs: [...allBlocs], juryId: first })), { status: 'verified', award: null })
  t.end()
})

test('a VAE refusal annulled: verified again', (t) => {
  t.match(after(heardVae(), decidedVae('VaeRefused', []), annulled()), { status: 'verified' })
  t.end()
})

test('the first decision annulled while the second file is convened or heard: its blocs open, the second file goes on', (t) => {
  const undone = annulled({ blocs: [bc01], juryId: first }, '2024-06-11')
  t.match(after(heardVae(), partial, secondFile, undone), {
    status: 'convened',
    blocs: { [bc01]: { state: 'open' } },
    vae: { juryId: second },
  })
  t.match(after(heardVae(), partial, heardTwice, undone), { status: 'heard', blocs: { [bc01]: { state: 'open' } } })
  t.end()
})

test('a refusal of the first file annulled while the second is heard: it goes on; adjourned, it does not', (t) => {
  const refused = decidedVae('VaeRefused', [])
  const goesOn = after(heardVae(), refused, heardTwice, annulled({ juryId: first }, '2024-06-11'))
  t.equal(goesOn.status, 'heard')
  t.same(goesOn.vae?.decidedBy, [])
  t.match(after(heardVae(), refused, heardTwice, annulled({ juryId: second }, '2024-06-11')), {
    status: 'verified',
    vae: { decidedBy: [first] },
  })
  t.end()
})

test('the first decision annulled once the second file is decided: its blocs open, the second decision stands', (t) => {
  const decidedTwice = together(
    heardTwice,
    havingNote('VaePartiallyValidated', '2024-06-10', { juryId: second, decidedOn: '2024-06-10', blocs: [bc02] }),
  )
  const candidacy = after(heardVae(), partial, decidedTwice, annulled({ blocs: [bc01], juryId: first }, '2024-06-11'))
  t.match(candidacy, { status: 'partial', blocs: { [bc01]: { state: 'open' }, [bc02]: { state: 'acquired' } } })
  t.same(candidacy.vae?.decidedBy, [second])
  t.end()
})

test('a bloc carried over that ended elsewhere opens, and the VAE stays where it is', (t) => {
  const ended = annulled({ blocs: [bc02] })
  t.match(after(heardVae(), carriedOver, partial, ended), {
    status: 'partial',
    blocs: { [bc01]: { state: 'acquired' }, [bc02]: { state: 'open' } },
  })
  t.match(after(heardVae(), carriedOver, ended), { status: 'heard', blocs: { [bc02]: { state: 'open' } } })
  t.end()
})
