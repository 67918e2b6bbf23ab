import { type Candidacy, passageOf } from '@minutier/domain'
import type { Dated, Journey, JourneyCertificate, JourneyMeasure, JourneySurvey, JourneyVae } from './journey.ts'
import type { Trail } from './trail.ts'

/** What reports tell of a candidacy, from its state and the trail of its events; undefined when what opened it was annulled. */
export function journeyOf(candidacy: Candidacy, trail: Trail): Journey | undefined {
  const { opened } = trail
  if (opened === null || candidacy.status === 'none') return undefined
  const { id, personId, certification, route, centreSiret, status, enrolment, award, vae, finalEpreuve } = candidacy
  return {
    candidacyId: id,
    personId,
    certification,
    route,
    centreSiret,
    status,
    opened,
    entered: enteredOf(candidacy, trail),
    trainingStartsOn: enrolment?.trainingStartsOn ?? null,
    initiative: trail.entered?.initiative ?? null,
    left: leftOf(candidacy, trail),
    blocs: blocsOf(candidacy, trail),
    heardOn: vae ? vae.heardOn : finalEpreuve.heardOn,
    award: award && { on: award.decidedOn, rank: rankOf(trail, award.eventId), juryId: award.juryId },
    certificates: certificatesOf(candidacy, trail),
    passage: { ...passageOf(candidacy), rank: trail.passage?.rank ?? null, code: trail.passage?.code ?? null },
    surveys: surveysOf(candidacy, trail),
    measures: measuresOf(candidacy, trail),
    vae: vae && vaeOf(vae, trail),
  }
}

function rankOf({ byEvent }: Trail, eventId: string): number {
  const rank = byEvent.get(eventId)
  if (rank === undefined) throw new TypeError(`event ${eventId} has no rank`)
  return rank
}

function enteredOf({ enrolment, vae }: Candidacy, { entered }: Trail): Journey['entered'] {
  const on = enrolment?.enrolledOn ?? vae?.admissibleOn ?? null
  return on === null || entered === null ? null : { on, rank: entered.rank, deemed: entered.deemed }
}

/** A stale candidacy is not abandoned: it waits. */
function leftOf({ status, leftOn }: Candidacy, { left }: Trail): Dated | null {
  return (status === 'withdrawn' || status === 'abandoned') && leftOn !== null && left !== null ? { on: leftOn, rank: left } : null
}

function blocsOf({ blocs }: Candidacy, trail: Trail): Journey['blocs'] {
  return Object.entries(blocs)
    .flatMap(([bloc, { state, acquiredOn, by }]) =>
      state === 'acquired' && by && acquiredOn !== null ? [{ bloc, on: acquiredOn, how: by.how, rank: rankOf(trail, by.eventId) }] : [],
    )
    .sort((a, b) => (a.bloc < b.bloc ? -1 : 1))
}

function certificatesOf({ certificate, formerCertificates }: Candidacy, { issued, revoked }: Trail): JourneyCertificate[] {
  return [...formerCertificates, certificate].flatMap(({ number, issuedOn, revokedOn }) => {
    const rank = number === null ? undefined : issued.get(number)
    if (number === null || issuedOn === null || rank === undefined) return []
    const gone = revoked.get(number)
    return [
      { number, issued: { on: issuedOn, rank }, revoked: revokedOn !== null && gone !== undefined ? { on: revokedOn, rank: gone } : null },
    ]
  })
}

function surveysOf({ surveys }: Candidacy, { sent, answers }: Trail): JourneySurvey[] {
  return Object.entries(surveys).map(([surveyId, { milestone, sentOn, state }]) => ({
    surveyId,
    milestone,
    sent: { on: sentOn, rank: sent.get(surveyId) ?? 0 },
    state,
    answer: answers.get(surveyId) ?? null,
  }))
}

function measuresOf({ accommodations }: Candidacy, trail: Trail): JourneyMeasure[] {
  return Object.values(accommodations)
    .filter(({ state }) => state === 'granted')
    .flatMap(({ measures, medicalRequestId, eventId }) =>
      measures.map(({ epreuve, type, normalMinutes = null, grantedMinutes = null }) => {
        return { epreuve, type, normalMinutes, grantedMinutes, medical: medicalRequestId !== null, rank: rankOf(trail, eventId) }
      }),
    )
}

function vaeOf(vae: NonNullable<Candidacy['vae']>, trail: Trail): JourneyVae | null {
  const { opened, incomplete, answer, deposits, interviews, outcomes, absences } = trail
  if (opened === null) return null
  return {
    received: opened,
    target: vae.target,
    incomplete,
    termFrom: vae.termRunsFrom,
    answer,
    deposits,
    interviews,
    // A decision that was annulled is no outcome; one session decides once on a candidacy.
    outcomes: outcomes.filter(({ juryId }) => vae.decidedBy.includes(juryId)),
    absences,
  }
}
