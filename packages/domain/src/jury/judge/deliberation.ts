import type { Context, Judges } from '../../aggregate.ts'
import type { Candidacy } from '../../candidacy/state.ts'
import { type Check, inState, type Judgment, judged, need, say } from '../../kernel/judgment.ts'
import type { JuryEvent, JuryFacts } from '../events.ts'
import type { Jury, JuryCandidate } from '../state.ts'
import { candidateIn, notBefore, ownCandidate, sinceConstituted } from './checks.ts'
import { asksAssessment } from './file.ts'
import { fullJury, noLinks } from './sitting.ts'

type Deliberation = JuryEvent<'DeliberationHeld'>

/** The jury's assessment of a final épreuve, and its deliberation: J1, J6. */
export const deliberationJudges: Judges<Jury, Pick<JuryFacts, 'FinalAssessmentRecorded' | 'DeliberationHeld'>, Context> = {
  FinalAssessmentRecorded: (event, jury, { reads, rulebook, day }) => {
    const candidate = jury.candidates[event.candidacyId]
    const candidacy = reads.candidacy(event.candidacyId)
    const known = rulebook.blocs.flatMap(({ competences }) => competences.map(({ code }) => code))
    const foreign = (event.competences ?? []).map(({ competence }) => competence).filter((one) => !known.includes(one))
    return judged(
      inState(jury.status, 'constituted', 'sitting'),
      ready(candidate),
      candidate && ownCandidate(jury, candidate, candidacy),
      candidate &&
        need('G1', asksAssessment(candidate, candidacy), {
          found: candidate.object,
          expected: say('une épreuve finale à évaluer', 'a final épreuve to be assessed'),
        }),
      candidate && need('G1', candidate.assessment === null, { found: candidate.assessment?.eventId ?? null, expected: null }),
      afterHearing(candidate, jury, day),
      need('G14', foreign.length === 0, { found: foreign, expected: known }),
    )
  },
  DeliberationHeld: deliberationHeld,
}

function deliberationHeld(event: Deliberation, jury: Jury, { reads, rulebook, day }: Context): Judgment {
  const { candidacyId, sittingIds, presidentId } = event
  const candidate = jury.candidates[candidacyId]
  const candidacy = reads.candidacy(candidacyId)
  const vae = candidacy.route === 'VAE'
  return judged(
    fullJury('J1', sittingIds, candidacyId, jury, rulebook),
    candidate && haveHeard(event, candidate),
    everyVote(event),
    vae && noLinks(sittingIds, event.noLinkDeclaredIds ?? [], candidacy.vae?.companionId ?? null, jury),
    inState(jury.status, 'constituted', 'sitting'),
    ready(candidate),
    candidate && ownCandidate(jury, candidate, candidacy),
    candidate && assessed(candidate, candidacy),
    need('G1', presidentId === undefined ? !vae : sittingIds.includes(presidentId), {
      found: presidentId ?? null,
      expected: say('un président parmi les membres qui siègent', 'a president among the sitting members'),
    }),
    afterHearing(candidate, jury, day),
  )
}

/** J1: who deliberates has heard the candidate, unless the decision is on the file. */
function haveHeard({ sittingIds }: Deliberation, { object, hearing }: JuryCandidate): Check[] {
  if (object === 'file' || !hearing) return []
  const found = sittingIds.filter((id) => !hearing.sittingIds.includes(id))
  return [need('J1', found.length === 0, { found, expected: hearing.sittingIds, remedy: onlyHearers })]
}

const onlyHearers = say(
  'seuls délibèrent ceux qui ont entendu le candidat ; à défaut, il est entendu de nouveau par une autre session',
  'only those who heard the candidate deliberate; failing that, another session hears them again',
)

/** J1: each sitting member has one vote, cast or not. */
function everyVote({ sittingIds, forCount, againstCount, abstainedCount }: Deliberation): Check {
  return need('J1', forCount + againstCount + abstainedCount === sittingIds.length, {
    found: { forCount, againstCount, abstainedCount },
    expected: { votes: sittingIds.length },
  })
}

function assessed(candidate: JuryCandidate, candidacy: Candidacy): Check {
  return need('G1', candidate.assessment !== null || !asksAssessment(candidate, candidacy), {
    found: null,
    expected: say('une évaluation finale enregistrée', 'a final assessment recorded'),
  })
}

/** G1: heard, or convened on the file. */
function ready(candidate: JuryCandidate | undefined): Check {
  return candidateIn(candidate, candidate?.object === 'file' ? 'convened' : 'heard')
}

function afterHearing(candidate: JuryCandidate | undefined, jury: Jury, day: string): Check[] {
  const hearing = candidate?.hearing
  return hearing ? [notBefore({ heldOn: hearing.heldOn }, { day })] : sinceConstituted(jury, { day })
}
