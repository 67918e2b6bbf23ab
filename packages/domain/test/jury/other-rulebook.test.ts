import {
  alix,
  allBlocs,
  assessed,
  blocsEarned,
  certifiedWorld,
  composition,
  constitutedJury,
  convened,
  convenedForVae,
  convenedOnFile,
  deliberated,
  enrolled,
  givenIn,
  havingJury,
  heard,
  idOf,
  inesInternal,
  insider,
  jurors,
  maxOutsider,
  nourOutsider,
  olgaAlternate,
  openedForJurors,
  outsider,
  type Step,
  together,
} from '@minutier/testing'
import { test } from 'tap'
import { type Rulebook, rncp36582Rulebook } from '../../src/index.ts'
import {
  constituting,
  convene,
  conveneForVae,
  conveneOnFile,
  decideWithoutFinal,
  deliberate,
  hear,
  interviewing,
  readyCandidate,
  readyForFinal,
  readyForVae,
} from './situations.ts'

/** Another certification has other figures: nothing of RNCP36582's is a constant of the rules. */
function under(change: Partial<Rulebook>, ...steps: readonly Step[]) {
  return givenIn(() => certifiedWorld({ ...rncp36582Rulebook, ...change }), ...steps)
}

const jury = (change: Partial<Rulebook['jury']>) => ({ jury: { ...rncp36582Rulebook.jury, ...change } })
const ofFour = jury({
  size: 4,
  seats: rncp36582Rulebook.jury.seats.map((seat) => (seat.seat === 'external' ? { ...seat, count: 3 } : seat)),
})
const four = { members: [insider(inesInternal), outsider(maxOutsider), outsider(nourOutsider), outsider(olgaAlternate)], alternates: [] }
const allFour = { sittingIds: [...jurors, olgaAlternate].map(idOf) }
const beforeFour = together(openedForJurors(), havingJury('ConstituteJury', composition(four)))
const withoutFinal: Partial<Rulebook> = {
  finalEpreuve: null,
  rules: rncp36582Rulebook.rules.filter(({ id }) => !['C2', 'F1', 'F2', 'F3'].includes(id)),
}
const withoutJ4 = { rules: rncp36582Rulebook.rules.filter(({ id }) => id !== 'J4') }

test(
  'J1: a jury of four where the rulebook seats four',
  under(ofFour, openedForJurors()).when(constituting(four)).thenAccepted('J1', 'J2', 'J3'),
)

test(
  'J1: a jury of three is refused where the rulebook seats four',
  under(ofFour, openedForJurors())
    .when(constituting())
    .thenRefused('J1', { expected: { count: 4, internal: 1, external: 3 } }),
)

test(
  'J1: four hear the candidate where the rulebook seats four',
  under(ofFour, readyCandidate, beforeFour, convened()).when(hear(allFour)).thenAccepted('J1'),
)

test(
  'J1: four deliberate where the rulebook seats four',
  under(ofFour, readyCandidate, beforeFour, convened(), heard(alix, {}, allFour), assessed())
    .when(deliberate({ ...allFour, forCount: 4 }))
    .thenAccepted('J1'),
)

test(
  'J1: where no sentence gives one composition to all routes, a VAE interview before two cites J1',
  under(withoutJ4, readyForVae, convenedForVae())
    .when(interviewing({ sittingIds: [inesInternal, maxOutsider].map(idOf) }))
    .thenRefused('J1', { found: { count: 2 } }),
)

test(
  "J2: a partner's director is refused where the rulebook does not take them as internal",
  under(
    jury({ partnerDirectorIsInternal: false, seats: rncp36582Rulebook.jury.seats.map((seat) => ({ ...seat, partnerQualities: [] })) }),
    openedForJurors(),
  )
    .when(
      constituting({
        members: [
          insider(inesInternal, { affiliation: 'partner', quality: 'centre-director' }),
          outsider(maxOutsider),
          outsider(nourOutsider),
        ],
      }),
    )
    .thenRefused('J2', { found: { affiliation: 'partner' }, expected: ['certifier'] }),
)

test(
  "J3: a partner's staff is from outside where the rulebook says so",
  under(jury({ partnerStaffIsExternal: true }), openedForJurors())
    .when(constituting({ members: [insider(inesInternal), outsider(maxOutsider, { affiliation: 'partner' }), outsider(nourOutsider)] }))
    .thenAccepted('J3'),
)

test(
  'J3: no expertise is asked where the rulebook asks none',
  under(jury({ seats: rncp36582Rulebook.jury.seats.map((seat) => ({ ...seat, expertise: false })) }), openedForJurors())
    .when(constituting({ members: [insider(inesInternal), outsider(maxOutsider, { expertise: false }), outsider(nourOutsider)] }))
    .thenAccepted('J3'),
)

test(
  'F2: 30 minutes are planned where the rulebook says so',
  under({ finalEpreuve: rncp36582Rulebook.finalEpreuve && { ...rncp36582Rulebook.finalEpreuve, defenceMinutes: 30 } }, readyForFinal)
    .when(convene({ plannedMinutes: 30 }))
    .thenAccepted('F2'),
)

test(
  'F2: a defence of 44 minutes is refused where nothing is tolerated',
  under({ durationToleranceMinutes: 0 }, readyForFinal, convened())
    .when(hear({ actualMinutes: 44 }))
    .thenRefused('F2', { found: 44, expected: { min: 45, max: 45 } }),
)

test(
  'G14: no defence is planned where there is no final épreuve',
  under(withoutFinal, enrolled(), constitutedJury())
    .when(convene())
    .thenRefused('G14', { found: 'final', expected: ['file'] }),
)

test(
  'G1: where there is no final épreuve, every candidate is decided on the file',
  under(withoutFinal, enrolled(), constitutedJury()).when(conveneOnFile()).thenAccepted('G1'),
)

const onFile = (...votes: readonly Step[]) => [enrolled(), blocsEarned(allBlocs, [alix]), constitutedJury(), convenedOnFile(), ...votes]

test(
  'C1: where there is no final épreuve, the blocs make the certification',
  under(withoutFinal, ...onFile(deliberated()))
    .when(decideWithoutFinal({ object: 'file' }))
    .thenAccepted('C1', 'G1'),
)

test(
  'C1: where there is no final épreuve, a missing bloc still refuses `full`',
  under(withoutFinal, enrolled(), constitutedJury(), convenedOnFile(), deliberated())
    .when(decideWithoutFinal({ object: 'file' }))
    .thenRefused('C1'),
)

test(
  'G1: where there is no final épreuve and no bloc, the decision is `failed`',
  under(withoutFinal, enrolled(), constitutedJury(), convenedOnFile(), deliberated())
    .when(decideWithoutFinal({ object: 'file', outcome: 'failed' }))
    .thenAccepted('G1'),
)

test(
  'V5: one month where the rulebook says so',
  under({ vae: { ...rncp36582Rulebook.vae, juryMonths: 1 } }, readyForVae)
    .when(conveneForVae())
    .thenRefused('V5', { expected: { lastDay: '2024-02-29' } }),
)
