import type { Entry } from '@minutier/domain'
import { certifierSiret, openPlay, type Play, partnerSiret } from '@minutier/testing'
import {
  admissibleVae,
  admittedCandidate,
  appliedCandidate,
  blocs,
  compliantDossier,
  constitutedJury,
  decided,
  enrolledCandidate,
  fourBlocs,
  fullSuccess,
  habilitated,
  heardFinal,
  issued,
  judgedVae,
  on,
  receivedVae,
  sealedMinutes,
} from '../stories/cast/index.ts'

/** What a promotion of invented candidates leaves in the log of a real ledger, what the processes carry included. */
export async function playedPromotion(): Promise<readonly Entry[]> {
  const play = await openPlay()
  try {
    await habilitated(play)
    await candidaciesOfVae(play)
    await applicants(play)
    await certifiedTeam(play, ['Une', 'Deux', 'Trois'])
    return await play.log()
  } finally {
    await play.close()
  }
}

/** Three apprentices, from their applications to their certificates: a situation a bloc, a session for all. */
async function certifiedTeam(play: Play, names: readonly string[]): Promise<void> {
  const team: string[] = []
  for (const name of names) team.push((await enrolledCandidate(play, `Apprenti-${name}`)).candidacyId)
  await fourBlocs(play, team)
  for (const candidacyId of team) await compliantDossier(play, candidacyId)
  const juryId = await constitutedJury(play)
  for (const candidacyId of team) {
    await heardFinal(play, juryId, candidacyId)
    await decided(play, juryId, candidacyId, fullSuccess)
  }
  await sealedMinutes(play, juryId)
  for (const candidacyId of team) await issued(play, candidacyId)
}

async function candidaciesOfVae(play: Play): Promise<void> {
  await receivedVae(play, 'VAE-reçue')
  await admissibleVae(play, 'VAE-recevable')
  const { candidacyId } = await admissibleVae(play, 'VAE-totale')
  await judgedVae(play, candidacyId, { fileOn: '2023-09-04', day: '2023-12-12', outcome: 'total', blocs })
  await issued(play, candidacyId, '2023-12-18')
}

/** Those who stopped on the way, here and at a partner's; one whose application was corrected. */
async function applicants(play: Play): Promise<void> {
  const at = (centreSiret: string, route: string) => ({ centreSiret, route })
  for (const route of ['FI', 'CA', 'FC', 'CQ']) {
    const { candidacyId } = await appliedCandidate(play, `Candidat-${route}`, at(certifierSiret, route))
    await play.run('RefuseAdmission', candidacyId, { reason: 'noPlaceLeft' }, on(play, '2023-04-03'))
    await appliedCandidate(play, `Partenaire-${route}`, at(partnerSiret, route))
    await appliedCandidate(play, `Autre-${route}`, at(certifierSiret, route))
  }
  await admittedCandidate(play, 'Admise')
  await enrolledCandidate(play, 'Initiale', { route: 'FI', application: { route: 'FI' } })
  const partner = at(partnerSiret, 'CA')
  await enrolledCandidate(play, 'Partenaire', { ...partner, application: partner })
  const { candidacyId: left } = await enrolledCandidate(play, 'Partie')
  await play.run('WithdrawEnrolment', left, { effectiveOn: '2024-01-15', reason: 'candidateRequest' }, on(play, '2024-01-15'))
  await rectifiedApplication(play)
}

async function rectifiedApplication(play: Play): Promise<void> {
  const { candidacyId } = await appliedCandidate(play, 'Corrigée')
  const [opened] = await play.history('candidacy', candidacyId)
  const correction = { correctedEventId: opened?.id, correction: { route: 'FC' }, reason: 'typingError', authority: 'certifier' }
  await play.run('RectifyFact', candidacyId, correction, { ...on(play, '2024-02-01'), kind: 'candidacy' })
}
