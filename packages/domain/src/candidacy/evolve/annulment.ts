import type { CandidacyEvent } from '../events.ts'
import { blocOf, type Candidacy, movedTo, underlyingStatus } from '../state.ts'
import { reopened, withBloc } from './bloc.ts'
import { toBeHeardAgain } from './final-epreuve.ts'

type Annulment = CandidacyEvent<'DecisionAnnulmentNoted'>

/**
 * The effects of a decision undone: the blocs that it names open again, and so does what it says of the final épreuve, of the VAE and
 * of the award. A decision on an earlier file or attempt leaves the present one where it is.
 */
export function annulmentNoted(candidacy: Candidacy, event: Annulment): Candidacy {
  const opened = event.blocs.reduce((now, bloc) => blocReopened(now, bloc, event), candidacy)
  const after = attemptForgotten(opened, event)
  if (!ofFinalJury(candidacy, event)) return after
  return candidacy.route === 'VAE' ? vaeReopened(after, event) : trainingReopened(after, event)
}

/** Decided by the jury de certification: it says so, or names what no MSPR and no ended holding would. */
function ofFinalJury(candidacy: Candidacy, { juryId, msprId, epreuve, blocs }: Annulment): boolean {
  if (juryId !== undefined || msprId !== undefined) return juryId !== undefined
  return epreuve !== undefined || blocs.length === 0 || blocs.some((bloc) => blocOf(candidacy, bloc).by?.how === 'vae')
}

function blocReopened(candidacy: Candidacy, bloc: string, { msprId }: Annulment): Candidacy {
  return withBloc(candidacy, bloc, (before) => {
    const another = msprId !== undefined && before.msprId !== msprId
    return before.state !== 'acquired' || another ? before : reopened(before)
  })
}

/** An annulled assessment is no attempt. */
function attemptForgotten(candidacy: Candidacy, { msprId }: Annulment): Candidacy {
  if (msprId === undefined) return candidacy
  return Object.keys(candidacy.blocs).reduce(
    (now, bloc) => withBloc(now, bloc, (before) => ({ ...before, failedIn: before.failedIn.filter((one) => one !== msprId) })),
    candidacy,
  )
}

function trainingReopened(candidacy: Candidacy, { juryId, epreuve }: Annulment): Candidacy {
  const { award, finalEpreuve } = candidacy
  const { state } = finalEpreuve
  const awarded = award !== null && (juryId === undefined || award.juryId === juryId)
  const decided = state === 'validated' || state === 'notValidated'
  const { decidedBy, latest, earlier } = withoutSession(finalEpreuve.decidedBy, juryId, decided)
  const reopens = epreuve !== undefined && (decided ? latest || awarded : state === 'heard' && !earlier)
  const next = { ...candidacy, finalEpreuve: { ...(reopens ? toBeHeardAgain(finalEpreuve) : finalEpreuve), ...(epreuve && { decidedBy }) } }
  return awarded ? movedTo({ ...next, award: null }, 'enrolled') : next
}

function vaeReopened(candidacy: Candidacy, { juryId, blocs }: Annulment): Candidacy {
  const { vae } = candidacy
  if (!vae) return candidacy
  const status = underlyingStatus(candidacy)
  const decided = status === 'awarded' || status === 'partial' || status === 'refused'
  const { decidedBy, latest, earlier } = withoutSession(vae.decidedBy, juryId, decided)
  // A session that adjourned names no bloc: what names some was decided on an earlier file.
  const reopens = decided ? latest : status === 'heard' && !earlier && blocs.length === 0
  if (!reopens) return { ...candidacy, vae: { ...vae, decidedBy } }
  return movedTo({ ...candidacy, award: null, vae: { ...vae, decidedBy, juryId: null, heardOn: null } }, 'verified')
}

/** Sessions whose decisions stand, without one of them; where it is not said which, that of the decision in which all ended. */
function withoutSession(decidedBy: readonly string[], juryId: string | undefined, decided: boolean) {
  const last = decidedBy.at(-1)
  const session = juryId ?? (decided ? last : undefined)
  const latest = decided && session === last
  const earlier = !latest && session !== undefined && decidedBy.includes(session)
  return { decidedBy: decidedBy.filter((one) => one !== session), latest, earlier }
}
