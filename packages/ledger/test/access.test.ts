import { certifierSiret, fingerprintOf, identityOf, idOf, openPlay, otherPartnerSiret, type Play, partnerSiret } from '@minutier/testing'
import { type Test, test } from 'tap'
import { application, applied, blocs, brief, certification, enrolled, memberOf, outcomeOf } from './help/candidates.ts'

const registrarOf = (partner: string) => ({ role: 'registrar', partner }) as const
const secretary = { role: 'jury-secretary' } as const

async function opened(t: Test): Promise<Play> {
  const play = await openPlay()
  t.teardown(() => play.close())
  return play
}

async function habilitate(play: Play, siret: string): Promise<void> {
  await play.run('HabilitatePartner', siret, {
    habilitationId: idOf(`habilitation of ${siret}`),
    certification,
    scope: 'HABILITATION_ORGA_FORM',
    blocs,
    fromOn: '2022-09-01',
    untilOn: '2025-06-30',
    conventionFingerprint: fingerprintOf('convention'),
    subcontracting: false,
  })
}

test('G9: a role does nothing that the table of rights does not give it', async (t) => {
  const play = await opened(t)
  const candidacyId = await applied(play, 'Candidate')
  const annulment = { correctedEventId: idOf('an event'), reason: 'typingError', authority: 'certifier' }
  t.equal(await outcomeOf(play, 'AnnulFact', candidacyId, annulment, registrarOf(certifierSiret)), 'forbidden G9')
  t.equal(await outcomeOf(play, 'GrantAdmission', candidacyId, {}, secretary), 'forbidden G9')
  t.equal(await outcomeOf(play, 'IssueMsprBrief', null, brief(), registrarOf(certifierSiret)), 'forbidden G9')
  t.equal(await outcomeOf(play, 'GrantAdmission', candidacyId, {}, { role: 'auditor' }), 'forbidden G9')
  t.equal(await outcomeOf(play, 'ClaimCertificate', idOf('a person'), { candidacyId, certification }), 'forbidden G9', 'a process’s own')
})

test('a registrar acts on the candidacies of its own centre; another’s are as if they did not exist', async (t) => {
  const play = await opened(t)
  const candidacyId = await applied(play, 'Candidate', { centreSiret: partnerSiret })
  const test_ = { test: 'informatics', outcome: 'passed' }
  const attempt = (id: string, partner?: string) =>
    play.attempt('RecordPositioningTest', id, test_, { role: 'registrar', ...(partner && { partner }) })
  t.strictSame(await attempt(candidacyId, otherPartnerSiret), { outcome: 'notFound' })
  t.strictSame(await attempt(candidacyId, otherPartnerSiret), await attempt(idOf('no candidacy'), otherPartnerSiret), 'no difference shows')
  t.strictSame(await attempt(candidacyId), { outcome: 'notFound' }, 'nor for one who is of no centre')
  t.match(await attempt(candidacyId, partnerSiret), { outcome: 'recorded' })
})

test('a registrar receives applications at its own centre only', async (t) => {
  const play = await opened(t)
  play.at('2023-03-01')
  const personId = await play.person('Candidate')
  const there = (centreSiret: string) =>
    outcomeOf(play, 'ReceiveApplication', null, application(personId, { centreSiret }), registrarOf(partnerSiret))
  t.equal(await there(otherPartnerSiret), 'notFound')
  t.equal(await there(partnerSiret), 'recorded')
})

test('the centre is the present one: a transfer takes a candidacy out of reach', async (t) => {
  const play = await opened(t)
  await habilitate(play, partnerSiret)
  const candidacyId = await enrolled(play, 'Candidate', { centreSiret: partnerSiret })
  const transfer = { centreSiret: certifierSiret, territory: 'FR', effectiveOn: '2023-09-04', reason: 'candidateRequest' }
  const command = { ...registrarOf(partnerSiret), commandId: idOf('a transfer') }
  const done = await play.run('TransferCandidate', candidacyId, transfer, command)
  t.match(await play.attempt('TransferCandidate', candidacyId, transfer, command), { ...done, repeated: true }, 'their own answer, again')
  const stranger = { ...command, actor: idOf('another registrar') }
  t.equal(await outcomeOf(play, 'TransferCandidate', candidacyId, transfer, stranger), 'notFound')
  const withdrawal = { effectiveOn: '2023-09-04', reason: 'candidateRequest' }
  t.equal(await outcomeOf(play, 'WithdrawEnrolment', candidacyId, withdrawal, registrarOf(partnerSiret)), 'notFound')
  t.equal(await outcomeOf(play, 'WithdrawEnrolment', candidacyId, withdrawal, registrarOf(certifierSiret)), 'recorded')
})

test('a registrar forms the teams of the MSPR at its own centre', async (t) => {
  const play = await opened(t)
  const candidacyId = await enrolled(play, 'Candidate')
  const { streamId: msprId } = await play.run('IssueMsprBrief', null, brief())
  const team = { candidacyIds: [candidacyId] }
  t.equal(await outcomeOf(play, 'FormMsprTeam', msprId, team, registrarOf(partnerSiret)), 'notFound')
  t.equal(await outcomeOf(play, 'FormMsprTeam', msprId, team, registrarOf(certifierSiret)), 'recorded')
})

test('the identities of candidates are their registrar’s, those of members the secretary’s', async (t) => {
  const play = await opened(t)
  const profile = { category: 'profile', fact: { job: 'consultant', selfEmployed: true } }
  const record = (facts: readonly object[], who: object) => outcomeOf(play, 'RecordIdentity', null, { facts }, who)
  t.equal(await record([identityOf('Une')], registrarOf(partnerSiret)), 'recorded')
  t.equal(await record([identityOf('Deux'), profile], registrarOf(partnerSiret)), 'forbidden G9')
  t.equal(await record([identityOf('Trois')], secretary), 'forbidden G9')
  t.equal(await record([identityOf('Quatre'), profile], secretary), 'recorded')
})

test('a registrar rectifies who has a candidacy of its own, or none yet', async (t) => {
  const play = await opened(t)
  const candidacyId = await applied(play, 'Candidate', { centreSiret: partnerSiret })
  const { personId } = await play.state('candidacy', candidacyId)
  const rectify = (id: string, name: string, partner: string) =>
    outcomeOf(play, 'RectifyIdentity', id, { facts: [identityOf(name)], reason: 'typingError' }, registrarOf(partner))
  t.equal(await rectify(personId, 'Autre', otherPartnerSiret), 'notFound')
  t.equal(await rectify(personId, 'Autre', partnerSiret), 'recorded')
  const newcomer = await play.person('Nouvelle')
  t.equal(await rectify(newcomer, 'Nouveau', otherPartnerSiret), 'recorded')
})

test('a member of a jury is not known by who sits where', async (t) => {
  const play = await opened(t)
  const memberId = await memberOf(play, 'Membre', { job: 'consultant', selfEmployed: true })
  const rectification = { facts: [identityOf('Membre-autrement')], reason: 'typingError' }
  t.equal(await outcomeOf(play, 'RectifyIdentity', memberId, rectification, secretary), 'recorded', 'a member’s name is the secretary’s')
  const candidate = await play.person('Candidat')
  t.equal(await outcomeOf(play, 'RectifyIdentity', candidate, rectification, secretary), 'refused G9', 'a candidate’s is not')
})
