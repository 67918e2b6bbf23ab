import type { Context, Judges } from '../../aggregate.ts'
import { plannedTimeChecks } from '../../candidacy/requirements.ts'
import { type Candidacy, underlyingStatus } from '../../candidacy/state.ts'
import { type Check, inState, type Judgment, judged, need, say } from '../../kernel/judgment.ts'
import { endOfMonthAfter } from '../../kernel/time.ts'
import { knownPerson } from '../../person/known.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { JuryEvent, JuryFacts } from '../events.ts'
import type { Jury } from '../state.ts'
import { candidateIn, minutesOpen, motiveOf, notBefore } from './checks.ts'
import { blocsAwaited, fileGround, fileGrounds } from './file.ts'

type Convening = JuryEvent<'CandidateConvened'>

/** Who is called before the jury, and who does not come: F2, H1, V1, V5, G2. */
export const conveningJudges: Judges<
  Jury,
  Pick<JuryFacts, 'CandidateConvened' | 'CandidateUnconvened' | 'CandidateAbsent' | 'CandidateExcused'>,
  Context
> = {
  CandidateConvened: candidateConvened,
  CandidateUnconvened: (event, jury) =>
    judged(inState(jury.status, 'constituted', 'sitting'), candidateIn(jury.candidates[event.candidacyId], 'convened')),
  CandidateAbsent: notHeard,
  CandidateExcused: notHeard,
}

function candidateConvened(event: Convening, jury: Jury, context: Context): Judgment {
  const candidacy = context.reads.candidacy(event.candidacyId)
  const vae = candidacy.route === 'VAE' || event.object === 'vae'
  return judged(
    event.object === 'final' && candidacy.route !== 'VAE' && finalPlanned(event, candidacy, context),
    event.object === 'file' && !vae && onFile(event, candidacy, context),
    event.object !== 'final' && accommodationsGranted(event, candidacy),
    vae && vaePlanned(event, candidacy, context),
    !vae && motiveOf(context.rulebook, null, event.lateReason).known,
    need('G14', candidacy.certification === jury.certification, { found: candidacy.certification, expected: jury.certification }),
    inState(jury.status, 'constituted', 'sitting'),
    free(event, jury),
    ready(event, candidacy, context),
    knownPerson(context, candidacy.personId),
    minutesOpen(jury),
    noMember(jury, candidacy),
    inTime(event, jury, candidacy),
  )
}

/** F2, and H1 before it where an accommodation is cited: the time of the defence, and the dossier that it defends. */
function finalPlanned({ plannedOn, plannedMinutes, accommodationIds }: Convening, candidacy: Candidacy, { rulebook }: Context): Check[] {
  if (!rulebook.finalEpreuve) return [need('G14', false, { found: 'final', expected: ['file'] })]
  const { defenceMinutes: normalMinutes } = rulebook.finalEpreuve
  const { state, dossier, exempted } = candidacy.finalEpreuve
  const compliant = ['compliant', 'convened', 'heard', 'validated'].includes(state)
  const time = { candidacies: [candidacy], accommodationIds, rulebook, epreuve: 'final', normalMinutes, day: plannedOn }
  return [
    ...(plannedMinutes === undefined
      ? [need('F2', false, { found: null, expected: normalMinutes })]
      : plannedTimeChecks({ ...time, plannedMinutes })),
    need('F2', compliant && dossier !== null, {
      found: state,
      expected: 'compliant',
      remedy: say('le dossier doit être déposé et déclaré conforme', 'the dossier must be submitted and deemed compliant'),
      waivedBy: compliant ? (exempted.written ?? undefined) : undefined,
    }),
  ]
}

/** F2 rests on an earlier hearing, or on the exemption from the oral. */
function onFile({ candidacyId }: Convening, candidacy: Candidacy, context: Context): Check[] {
  const ground = fileGround(candidacyId, context)
  if (ground === null || ground === 'noFinalEpreuve') return []
  const waivedBy = ground === 'exemptedFromOral' ? (candidacy.finalEpreuve.exempted.oral ?? undefined) : undefined
  return [need('F2', ground !== 'exemptedFromOral', { found: ground, expected: say('une soutenance', 'a defence'), waivedBy })]
}

function accommodationsGranted({ accommodationIds }: Convening, { accommodations }: Candidacy): Check {
  const found = accommodationIds.filter((id) => accommodations[id]?.state !== 'granted')
  return need('H3', found.length === 0, { found, expected: say('aménagements accordés', 'accommodations granted') })
}

/** V5: the end of the last month in which the jury sits on a validation file deposited that day. */
export function lastJuryDay(deposit: string, { vae }: Pick<Rulebook, 'vae'>): string {
  return endOfMonthAfter(deposit, vae.juryMonths)
}

/** V1 and V5: a verified validation file, an interview that is not a defence, and the jury in time. */
function vaePlanned({ object, plannedOn, lateReason }: Convening, candidacy: Candidacy, { rulebook }: Context): Check[] {
  const { route, vae } = candidacy
  const status = underlyingStatus(candidacy)
  const verified = object === 'file' ? ['heard'] : ['verified', 'convened', 'heard']
  const { codes, waivedBy, known } = motiveOf(rulebook, 'V5', lateReason)
  const deposit = vae?.validationFileReceivedOn
  const lastDay = deposit && lastJuryDay(deposit, rulebook)
  return [
    need('V1', route === 'VAE', { found: route, expected: 'VAE' }),
    need('V1', object !== 'final', { found: object, expected: ['vae', 'file'] }),
    need('V1', verified.includes(status), { found: status, expected: verified.slice(0, 1), remedy: fileFirst }),
    ...(deposit && lastDay
      ? [
          need('V5', plannedOn <= lastDay, {
            found: { deposit, plannedOn },
            expected: { lastDay, lateReason: codes.join(' ') },
            waivedBy,
          }),
        ]
      : []),
    ...known,
  ]
}

const fileFirst = say(
  'il faut un dossier de validation vérifié, et un entretien déjà tenu pour décider sur le dossier',
  'a verified validation file is needed, and an interview already held to decide on the file',
)

/** G1: nobody is convened twice in a session, but after an absence or an interruption. */
function free({ candidacyId }: Convening, { candidates }: Jury): Check {
  const found = candidates[candidacyId]?.state ?? 'none'
  return need('G1', ['none', 'unconvened', 'absent', 'excused', 'interrupted'].includes(found), {
    found,
    expected: say('un candidat qui n’est pas déjà convoqué', 'a candidate not convened yet'),
  })
}

/** G1: where the candidacy must stand. One that is convened, before this jury or another, is not convened again. */
function ready({ object, candidacyId }: Convening, candidacy: Candidacy, context: Context): Check[] {
  if (object === 'vae') return [inState(candidacy.status, 'verified')]
  const open = inState(candidacy.status, candidacy.route === 'VAE' ? 'heard' : 'enrolled')
  const { state } = candidacy.finalEpreuve
  if (object === 'final') return [open, need('G1', state === 'compliant', { found: state, expected: 'compliant', remedy: otherwise })]
  const ground = fileGround(candidacyId, context)
  const awaited = blocsAwaited(ground, candidacy, context.rulebook)
  return [
    open,
    need('G1', ground !== null, { found: candidacy.route === 'VAE' ? candidacy.status : state, expected: fileGrounds }),
    need('G1', awaited.length === 0, { found: awaited, expected: say('tous les blocs acquis', 'every bloc acquired') }),
  ]
}

const otherwise = say(
  'déjà convoqué : attendez l’issue ; déjà entendu, ou épreuve validée : convoquez sur dossier (`file`)',
  'already convened: wait for the outcome; already heard, or épreuve validated: convene on the file (`file`)',
)

/** G2: nobody is heard by a jury of which they are a member, or an alternate. */
function noMember({ members, alternates }: Jury, { personId }: Candidacy): Check {
  const own = [...members, ...alternates].filter(({ memberId }) => memberId === personId)
  return need('G2', own.length === 0, {
    found: own.map(({ seat, memberId }) => `${seat} ${memberId}`),
    expected: say('un jury dont le candidat n’est pas membre', 'a jury of which the candidate is no member'),
  })
}

/** G13: not before the session, nor before what is to be heard is there. */
function inTime({ plannedOn }: Convening, { sessionOn }: Jury, { enrolment, finalEpreuve, vae }: Candidacy): Check[] {
  const { dossier } = finalEpreuve
  const deposit = vae?.validationFileReceivedOn
  return [
    notBefore({ sessionOn }, { plannedOn }),
    ...(enrolment ? [notBefore({ enrolledOn: enrolment.enrolledOn }, { plannedOn })] : []),
    ...(dossier ? [notBefore({ dossierSubmittedOn: dossier.submittedOn }, { plannedOn })] : []),
    ...(deposit ? [notBefore({ validationFileReceivedOn: deposit }, { plannedOn })] : []),
  ]
}

/** A file is not heard: nobody is absent from it. */
function notHeard(event: JuryEvent<'CandidateAbsent' | 'CandidateExcused'>, jury: Jury): Judgment {
  const candidate = jury.candidates[event.candidacyId]
  return judged(
    inState(jury.status, 'constituted', 'sitting'),
    candidateIn(candidate, 'convened'),
    candidate && inState(candidate.object, 'final', 'vae'),
  )
}
