import type { HouseContext, Judges } from '../../aggregate.ts'
import { inState, type Judgment, judged, need, say } from '../../kernel/judgment.ts'
import { rulebookFor } from '../../rulebook/in-force.ts'
import type { PersonEvent, PersonFacts } from '../events.ts'
import { standing } from '../known.ts'
import type { Person } from '../state.ts'
import { self } from './identity.ts'

type AcquisitionEvent =
  | 'CandidacyNoted'
  | 'VaeFileReserved'
  | 'VaeFileReleased'
  | 'CertificateClaimed'
  | 'CertificateClaimReleased'
  | 'BlocHeld'
  | 'BlocHoldingEnded'

/** What crosses the candidacies of one person: VAE files of a year (V3), one valid certificate (G5), blocs held. */
export const acquisitionJudges: Judges<Person, Pick<PersonFacts, AcquisitionEvent>, HouseContext> = {
  CandidacyNoted: ({ candidacyId }, state, context) =>
    judged(
      standing(state, self(context)),
      need('G7', !state.candidacies.some((one) => one.candidacyId === candidacyId), {
        found: candidacyId,
        expected: say('une candidature pas encore notée', 'a candidacy not noted yet'),
      }),
    ),
  VaeFileReserved: vaeFileReserved,
  VaeFileReleased: ({ candidacyId }, state) => {
    const file = state.vaeFiles.findLast((one) => one.candidacyId === candidacyId)
    return judged(inState(file ? (file.released ? 'released' : 'reserved') : 'none', 'reserved'))
  },
  CertificateClaimed: ({ certification }, state, context) =>
    judged(
      standing(state, self(context)),
      need('G5', !state.claims.some((claim) => claim.certification === certification), {
        found: say('un certificat valide existe déjà', 'a valid certificate already exists'),
        expected: say('un seul par personne et par certification', 'one a person and certification'),
      }),
    ),
  CertificateClaimReleased: ({ candidacyId, certification }, state) => {
    const claimed = state.claims.some((claim) => claim.candidacyId === candidacyId && claim.certification === certification)
    return judged(inState(claimed ? 'claimed' : 'none', 'claimed'))
  },
  BlocHeld: ({ candidacyId, bloc }, state, context) => {
    const held = holding(state, candidacyId, bloc)
    return judged(standing(state, self(context)), need('G7', !held, { found: held?.acquiredOn ?? null, expected: null }))
  },
  BlocHoldingEnded: ({ candidacyId, bloc }, state) => judged(inState(holding(state, candidacyId, bloc) ? 'held' : 'none', 'held')),
}

/** V3: files for the whole certification, of a calendar year; those that were released, or are for blocs only, do not count. */
function vaeFileReserved(event: PersonEvent<'VaeFileReserved'>, state: Person, context: HouseContext): Judgment {
  const inForce = rulebookFor(event.certification, context.day, context.reads)
  if ('refusal' in inForce) return inForce.refusal
  const { filesPerYear, filesPerYearForAll } = inForce.rulebook.vae
  const { year, certification } = event
  const counted = state.vaeFiles.filter((file) => !file.released && file.target === 'certification' && file.year === year)
  const same = counted.filter((file) => file.certification === certification).length
  const whole = event.target === 'certification'
  const firstPossibleDay = `${year + 1}-01-01`
  return judged(
    need('V3', !whole || same < filesPerYear, {
      found: { certification, year, count: same },
      expected: { count: filesPerYear, firstPossibleDay },
    }),
    need('V3', !whole || counted.length < filesPerYearForAll, {
      found: { year, count: counted.length },
      expected: { count: filesPerYearForAll, firstPossibleDay },
    }),
    standing(state, self(context)),
    need('G7', !state.vaeFiles.some((file) => file.candidacyId === event.candidacyId && !file.released), {
      found: event.candidacyId,
      expected: say('un dossier par candidature', 'one file a candidacy'),
    }),
  )
}

function holding({ holdings }: Person, candidacyId: string, bloc: string): Person['holdings'][number] | undefined {
  return holdings.find((held) => held.candidacyId === candidacyId && held.bloc === bloc && held.endedOn === null)
}
