import type { CommandType, Jury } from '@minutier/domain'
import type { Step } from '../given.ts'
import { certifierSiret, commitmentOf, fingerprintOf, idOf } from '../people.ts'
import type { Acting, World } from '../world.ts'
import { alix, candidacyOf, having, onDay, rncp36582, somebody, together } from './training.ts'

/** A session of the jury de certification from its opening to its sealed minutes, as steps that other tests start from. */

type Fields = Readonly<Record<string, unknown>>

export const inesInternal = 'Inès Interne'
export const maxOutsider = 'Max Externe'
export const nourOutsider = 'Nour Externe'
/** The three who sit unless a test says otherwise, and the alternates who are called in their place. */
export const jurors: readonly string[] = [inesInternal, maxOutsider, nourOutsider]
export const olgaAlternate = 'Olga Suppléante'
export const paulAlternate = 'Paul Suppléant'

/** What tells a session from another, and its day. */
export interface JuryOf {
  readonly jury?: string
  readonly day?: string
}

const sessionDay = '2024-03-18'
const dayOf = ({ day = sessionDay }: JuryOf) => day

export function juryId({ jury = 'one' }: JuryOf = {}): string {
  return idOf(`jury ${jury}`)
}

/** A command on a session, on its day unless the acting says otherwise: what `when` looks at. */
export function attemptingJury(type: CommandType, fields: Fields = {}, of: JuryOf = {}, acting: Acting = {}): Step {
  return (world) => world.attempt(type, juryId(of), fields, { ...onDay(world, dayOf(of)), ...acting })
}

/** The same, among the steps of `given`: a refusal throws. */
export function havingJury(type: CommandType, fields: Fields = {}, of: JuryOf = {}, acting: Acting = {}): Step {
  return (world) => world.run(type, juryId(of), fields, { ...onDay(world, dayOf(of)), ...acting })
}

export function jurySession(of: JuryOf = {}, fields: Fields = {}): Fields {
  return {
    certification: rncp36582,
    sessionOn: dayOf(of),
    organiserSiret: certifierSiret,
    territory: 'FR',
    mode: 'onSite',
    ...fields,
  }
}

export function openedJury(of: JuryOf = {}, fields: Fields = {}): Step {
  return havingJury('OpenJurySession', jurySession(of, fields), of)
}

export function outsider(name: string, fields: Fields = {}): Fields {
  return { ...seated(name), seat: 'external', affiliation: 'none', expertise: true, ...fields }
}

export function insider(name: string, fields: Fields = {}): Fields {
  return { ...seated(name), seat: 'internal', quality: 'innovation-pedagogy', affiliation: 'certifier', expertise: false, ...fields }
}

function seated(name: string): Fields {
  return { memberId: idOf(name), profileCommitment: commitmentOf(`profile of ${name}`) }
}

export function composition(fields: Fields = {}): Fields {
  return {
    members: [insider(inesInternal), outsider(maxOutsider), outsider(nourOutsider)],
    alternates: [insider(paulAlternate), outsider(olgaAlternate)],
    ...fields,
  }
}

/** Everybody who may sit is known, and nothing is constituted yet. */
export function openedForJurors(of: JuryOf = {}, fields: Fields = {}): Step {
  return together(knownJurors, openedJury(of, fields))
}

export const knownJurors: Step = (world) => {
  for (const name of [...jurors, olgaAlternate, paulAlternate]) somebody(world, name)
}

export function constitutedJury(of: JuryOf = {}, fields: Fields = {}): Step {
  return together(openedForJurors(of), havingJury('ConstituteJury', composition(fields), of))
}

/** One who takes the seat of another: no seat is said, it is that of who leaves. */
export function replacement(name: string, fields: Fields = {}): Fields {
  const { seat: _, ...rest } = outsider(name, fields)
  return rest
}

/** The dossier of somebody, handed in: its fingerprint is reserved first, as the process does. */
export function dossierSubmitted(name = alix): Step {
  const fingerprint = fingerprintOf(`dossier of ${name}`)
  const candidacyId = candidacyOf(name)
  const dossier = {
    pages: 55,
    fingerprint,
    workPeriod: { kind: 'alternance', fromOn: '2023-09-11', untilOn: '2024-02-16' },
    attestationCommitment: commitmentOf(`attestation of ${name}`),
  }
  return together(
    (world) => {
      onDay(world, '2024-02-19')
      world.note('work', fingerprint, { type: 'WorkReserved', data: { personId: idOf(name), candidacyId } })
    },
    having('SubmitDossier', '2024-02-19', dossier, name),
  )
}

export function dossierCompliant(name = alix): Step {
  return together(dossierSubmitted(name), having('AcceptDossier', '2024-02-20', {}, name))
}

export function convening(name = alix, of: JuryOf = {}, fields: Fields = {}): Fields {
  return { candidacyId: candidacyOf(name), object: 'final', plannedOn: dayOf(of), plannedMinutes: 45, accommodationIds: [], ...fields }
}

export function convenedOnFile(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  const { plannedMinutes: _, ...rest } = convening(name, of, { object: 'file', ...fields })
  return havingJury('ConveneCandidate', rest, of)
}

/** Convened for a hearing, and the candidacy told so as the process does. */
export function convened(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  return together(havingJury('ConveneCandidate', convening(name, of, fields), of), toldConvened(name, of))
}

export function convenedForVae(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  const { plannedMinutes: _, ...rest } = convening(name, of, { object: 'vae', ...fields })
  return together(havingJury('ConveneCandidate', rest, of), toldConvened(name, of))
}

function toldConvened(name: string, of: JuryOf): Step {
  return (world) => {
    const { plannedOn } = world.last('CandidateConvened').data
    told(world, name, 'HearingScheduled', { juryId: juryId(of), plannedOn })
  }
}

export function defence(name = alix, of: JuryOf = {}, fields: Fields = {}): Fields {
  return {
    candidacyId: candidacyOf(name),
    heldOn: dayOf(of),
    sittingIds: jurors.map(idOf),
    plannedMinutes: 45,
    actualMinutes: 45,
    accommodationIds: [],
    ...fields,
  }
}

/** The defence is held, and the candidacy told so. */
export function heard(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  return together(havingJury('RecordDefence', defence(name, of, fields), of), toldHeard(name, of))
}

export function interview(name = alix, of: JuryOf = {}, fields: Fields = {}): Fields {
  return {
    candidacyId: candidacyOf(name),
    heldOn: dayOf(of),
    sittingIds: jurors.map(idOf),
    noLinkDeclaredIds: jurors.map(idOf),
    actualMinutes: 50,
    ...fields,
  }
}

export function interviewed(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  return together(havingJury('RecordVaeInterview', interview(name, of, fields), of), toldHeard(name, of))
}

function toldHeard(name: string, of: JuryOf): Step {
  return (world) => told(world, name, 'HearingCompleted', { juryId: juryId(of), heardOn: dayOf(of) })
}

const absences = {
  RecordAbsence: { reason: 'noShow', noted: 'absent' },
  ExcuseCandidate: { reason: 'transportFailure', noted: 'excused' },
} as const

/** Not heard after all, and the candidacy told so. */
export function missed(type: keyof typeof absences, name = alix, of: JuryOf = {}): Step {
  const { reason, noted } = absences[type]
  return together(havingJury(type, { candidacyId: candidacyOf(name), reason }, of), (world) =>
    told(world, name, 'HearingMissed', { juryId: juryId(of), reason: noted }),
  )
}

export function finalAssessment(name = alix, fields: Fields = {}): Fields {
  return { candidacyId: candidacyOf(name), favourable: true, gridFingerprint: fingerprintOf(`grid of ${name}`), ...fields }
}

export function assessed(name = alix, of: JuryOf = {}): Step {
  return havingJury('RecordFinalAssessment', finalAssessment(name), of)
}

/** A unanimous vote in favour, without a president. */
export function deliberation(name = alix, fields: Fields = {}): Fields {
  return {
    candidacyId: candidacyOf(name),
    sittingIds: jurors.map(idOf),
    forCount: 3,
    againstCount: 0,
    abstainedCount: 0,
    ...fields,
  }
}

/** What a deliberation on a VAE also says: a president, and that nobody has a link with the candidate. */
export const vaeDeliberation: Fields = { presidentId: idOf(inesInternal), noLinkDeclaredIds: jurors.map(idOf) }

export function deliberated(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  return havingJury('RecordDeliberation', deliberation(name, fields), of)
}

export function juryDecision(name = alix, fields: Fields = {}): Fields {
  return { candidacyId: candidacyOf(name), object: 'final', outcome: 'full', finalEpreuve: 'validated', blocs: [], ...fields }
}

/** A decision of a VAE jury, or on a file: nothing is said of the final épreuve. */
export function decisionWithoutFinal(name = alix, fields: Fields = {}): Fields {
  const { finalEpreuve: _, ...rest } = juryDecision(name, { object: 'vae', ...fields })
  return rest
}

export function decided(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  return havingJury('RecordJuryDecision', juryDecision(name, fields), of)
}

export function decidedWithoutFinal(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  return havingJury('RecordJuryDecision', decisionWithoutFinal(name, fields), of)
}

/** Convened, heard, assessed and deliberated on: what a decision on the final épreuve rests on. */
export function readyToDecide(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  return together(convened(name, of), heard(name, of), assessed(name, of), deliberated(name, of, fields))
}

export function readyToDecideVae(name = alix, of: JuryOf = {}, fields: Fields = {}): Step {
  return together(convenedForVae(name, of), interviewed(name, of), deliberated(name, of, { ...vaeDeliberation, ...fields }))
}

export function signature(name: string): Fields {
  return { memberId: idOf(name), method: 'handwritten', signatureCommitment: commitmentOf(`signature of ${name}`) }
}

export function signed(of: JuryOf = {}, names: readonly string[] = jurors): Step {
  return together(...names.map((name) => havingJury('SignMinutes', signature(name), of)))
}

export function sealing(of: JuryOf = {}, fields: Fields = {}): Fields {
  return { minutesFingerprint: fingerprintOf(`minutes of ${juryId(of)}`), unsigned: [], ...fields }
}

/** Everybody signs, the minutes are sealed, and each candidacy is told what was decided, as the process does. */
export function sealedJury(of: JuryOf = {}): Step {
  return together(signed(of), havingJury('SealMinutes', sealing(of), of), (world) => {
    const { id } = world.last('MinutesSealed')
    for (const [candidacyId, { decision }] of Object.entries(world.folded('jury', juryId(of)).state.candidates)) {
      if (decision) world.note('candidacy', candidacyId, effectsOf(decision, world, candidacyId, juryId(of)), id)
    }
  })
}

type JuryDecision = NonNullable<Jury['candidates'][string]['decision']>

function effectsOf(decision: JuryDecision, world: World, candidacyId: string, session: string) {
  const { outcome, finalEpreuve, decidedOn, blocs } = decision
  const data = { juryId: session, decidedOn }
  if (outcome === 'adjourned') return []
  const award = outcome === 'full' || outcome === 'total' ? [{ type: 'CertificationAwarded', data }] : []
  if (world.folded('candidacy', candidacyId).state.vae) {
    const types = { total: 'VaeTotallyValidated', partial: 'VaePartiallyValidated' } as const
    const type = outcome === 'total' || outcome === 'partial' ? types[outcome] : 'VaeRefused'
    return [{ type, data: { ...data, blocs: [...blocs] } }, ...award]
  }
  const type = finalEpreuve === 'validated' ? 'FinalEpreuveValidated' : 'FinalEpreuveNotValidated'
  return finalEpreuve === null ? award : [{ type, data }, ...award]
}

/** The event that recorded the decision on somebody: what notifications, appeals and annulments name. */
export function decisionOf(world: World, name = alix, of: JuryOf = {}): string {
  const decision = world.folded('jury', juryId(of)).state.candidates[candidacyOf(name)]?.decision
  if (!decision) throw new Error(`nothing was decided for ${name}`)
  return decision.eventId
}

/** What a process carries to a candidacy, caused by the last event of the session. */
function told(world: World, name: string, type: string, data: Fields): void {
  world.note('candidacy', candidacyOf(name), { type, data }, world.log.at(-1)?.id)
}
