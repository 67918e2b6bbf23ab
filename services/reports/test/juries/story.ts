import { fingerprintOf, idOf, openPlay, type Play, partnerSiret } from '@minutier/testing'
import type { Test } from 'tap'
import {
  annulled,
  apprentice,
  assessedMspr,
  blocs,
  briefedMspr,
  certification,
  compliantDossier,
  constitutedJury,
  decided,
  heardFinal,
  interviewed,
  type Jurors,
  jurorsOf,
  on,
  sealedMinutes,
  sealedMspr,
  sessionDay,
  signed,
  vaeCandidate,
} from './cast.ts'

/** What the sessions of the story are, and who came before them. */
export interface Sessions {
  readonly play: Play
  readonly jurors: Jurors
  /** Of two apprentices, its results sealed without one signature. */
  readonly mspr: string
  /** At the partner's, only briefed. */
  readonly draftMspr: string
  /** July: an apprentice whose decision is annulled since, one adjourned before an alternate, a VAE; a signature is missing. */
  readonly sealed: string
  /** November: constituted, the adjourned one convened again. */
  readonly draft: string
  readonly partial: string
  readonly adjourned: string
  readonly vae: string
  /** Of the decision that is annulled. */
  readonly decisionEventId: string
}

export async function sessionsStory(t: Pick<Test, 'teardown'>): Promise<Sessions> {
  const play = await openPlay()
  t.teardown(() => play.close())
  const jurors = await jurorsOf(play)
  const terms = { scope: 'HABILITATION_ORGA_FORM', blocs, fromOn: '2022-09-01', untilOn: '2025-06-30', subcontracting: false }
  const habilitation = { habilitationId: idOf('habilitation'), certification, ...terms, conventionFingerprint: fingerprintOf('convention') }
  await play.run('HabilitatePartner', partnerSiret, habilitation, on(play, '2022-09-01'))
  const partial = await apprentice(play, jurors, 'Partielle')
  const adjourned = await apprentice(play, jurors, 'Ajournée', { centreSiret: partnerSiret })
  const mspr = await assessedMspr(play, jurors, [partial, adjourned], [adjourned])
  await sealedMspr(play, jurors, mspr)
  const draftMspr = await briefedMspr(play, '2024-01-15', { centreSiret: partnerSiret })
  const vae = await vaeCandidate(play, 'Expérimentée')
  for (const one of [partial, adjourned]) await compliantDossier(play, one)

  const sealed = await constitutedJury(play, jurors)
  const replacement = { memberId: jurors.alternate, expertise: true }
  const recusal = { memberId: jurors.one, candidacyId: adjourned, reason: 'linkedToCandidate' }
  await play.run('RecuseJuryMember', sealed, recusal, on(play, sessionDay))
  await play.run('ReplaceJuryMember', sealed, { ...recusal, reason: 'recused', replacement }, on(play, sessionDay))
  await heardFinal(play, sealed, partial)
  await heardFinal(play, sealed, adjourned, { minutes: 47 })
  await interviewed(play, sealed, vae)
  const motive = { text: 'Dossier solide ; soutenance claire.' }
  const decisionEventId = await decided(
    play,
    sealed,
    partial,
    { outcome: 'partial', finalEpreuve: 'validated', motive },
    { forCount: 2, againstCount: 1 },
  )
  await decided(
    play,
    sealed,
    adjourned,
    { outcome: 'adjourned', reason: 'evidenceAsked' },
    { forCount: 1, againstCount: 1, abstainedCount: 1 },
  )
  const members = [jurors.internal, jurors.one, jurors.two]
  const president = { presidentId: jurors.internal, noLinkDeclaredIds: members }
  await decided(play, sealed, vae, { object: 'vae', outcome: 'total', blocs }, president)
  await signed(play, sealed, [jurors.internal, jurors.one, jurors.alternate])
  await sealedMinutes(play, sealed, [{ memberId: jurors.two, reason: 'unavailable' }], '2024-07-04')
  await annulled(play, sealed, decisionEventId, 'jury', '2024-09-03')

  const draft = await constitutedJury(play, jurors, '2024-11-05', { mode: 'remote' })
  await play.run(
    'ConveneCandidate',
    draft,
    { candidacyId: adjourned, object: 'file', plannedOn: '2024-11-05', accommodationIds: [] },
    on(play, '2024-11-05'),
  )
  return { play, jurors, mspr, draftMspr, sealed, draft, partial, adjourned, vae, decisionEventId }
}
