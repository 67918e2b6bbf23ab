import { certifierSiret, fingerprintOf, idOf, madeSiret, openPlay, type Play, partnerSiret } from '@minutier/testing'
import { type Test, test } from 'tap'
import { blocs, brief, certification, enrolled, type Fields, memberOf, outcomeOf } from './help/candidates.ts'

async function opened(t: Test): Promise<Play> {
  const play = await openPlay()
  t.teardown(() => play.close())
  return play
}

/** The affiliations that the ledger derives for the two seats of an MSPR, by the members' profiles. */
async function affiliations(play: Play, ...profiles: readonly Fields[]): Promise<unknown> {
  const { msprId, members } = await teamed(play, ...profiles)
  const done = await play.attempt('ConstituteMsprJury', msprId, { members })
  return done.outcome === 'refused'
    ? found(done.refusal.found)
    : (await play.state('mspr', msprId)).jury.map(({ affiliation }) => affiliation)
}

const found = (detail: unknown) => (typeof detail === 'object' && detail && 'affiliations' in detail ? detail.affiliations : detail)

async function teamed(play: Play, ...profiles: readonly Fields[]) {
  const candidacyId = await enrolled(play, 'Candidate')
  const { streamId: msprId } = await play.run('IssueMsprBrief', null, brief())
  await play.run('FormMsprTeam', msprId, { candidacyIds: [candidacyId] })
  const members: Fields[] = []
  for (const [at, profile] of profiles.entries()) {
    members.push({ memberId: await memberOf(play, `Membre-${'ab'[at]}`, profile), expertise: true })
  }
  return { msprId, members }
}

const habilitation = {
  habilitationId: idOf('habilitation'),
  certification,
  scope: 'HABILITATION_FORMER',
  blocs,
  fromOn: '2022-09-01',
  untilOn: '2023-08-31',
  conventionFingerprint: fingerprintOf('convention'),
  subcontracting: false,
}

test('J3: who works for nobody of ours is of no side', async (t) => {
  const play = await opened(t)
  t.strictSame(await affiliations(play, { job: 'consultant' }, { employerSiret: partnerSiret }), ['none', 'none'], 'no habilitation yet')
})
test('J3: who works for the certifier is its own, whichever establishment: the SIREN is compared', async (t) => {
  const play = await opened(t)
  const other = madeSiret(certifierSiret.slice(0, 9), 2)
  t.not(other, certifierSiret)
  t.equal(await affiliations(play, { employerSiret: other }, { job: 'consultant' }), 'certifier none')
})
test('J3: who teaches at the certifier is as one whom it employs', async (t) => {
  const play = await opened(t)
  t.equal(
    await affiliations(play, { employerSiret: partnerSiret, teachesAtSirets: [certifierSiret] }, { job: 'consultant' }),
    'certifier none',
  )
})
test('J3: a partner’s staff is the partner’s, also of another establishment, also once its habilitation has ended', async (t) => {
  const play = await opened(t)
  await play.run('HabilitatePartner', partnerSiret, habilitation)
  const elsewhere = madeSiret(partnerSiret.slice(0, 9), 3)
  t.equal(await affiliations(play, { employerSiret: elsewhere }, { teachesAtSirets: [partnerSiret] }), 'partner partner')
})
test('a body that was only given a disability officer is no partner', async (t) => {
  const play = await opened(t)
  play.at('2023-03-01')
  const officerId = await memberOf(play, 'Référente', { job: 'référente' })
  await play.run('DesignateDisabilityOfficer', partnerSiret, { officerId, fromOn: '2023-03-01' })
  t.strictSame(await affiliations(play, { employerSiret: partnerSiret }, { job: 'consultant' }), ['none', 'none'])
})

test('an affiliation is never typed', async (t) => {
  const play = await opened(t)
  const { msprId, members } = await teamed(play, { job: 'consultant' }, { job: 'consultante' })
  const typed = members.map((member) => ({ ...member, affiliation: 'none' }))
  await t.rejects(play.attempt('ConstituteMsprJury', msprId, { members: typed }), { name: /ZodError/ })
})
test('G1: nobody sits whose profile is not recorded', async (t) => {
  const play = await opened(t)
  const { msprId, members } = await teamed(play, { job: 'consultant' })
  const unknown = [...members, { memberId: await play.person('Sans-profil'), expertise: true }]
  const done = await play.attempt('ConstituteMsprJury', msprId, { members: unknown })
  t.match(done, { refusal: { rule: 'G1', found: { en: 'a member without a profile' } } })
})
test('the event commits to the profile as it was that day', async (t) => {
  const play = await opened(t)
  const { msprId, members } = await teamed(play, { job: 'consultant' }, { job: 'consultante' })
  await play.run('ConstituteMsprJury', msprId, { members })
  const memberId = String(members[0]?.['memberId'])
  const facts = [{ category: 'profile', fact: { employerSiret: certifierSiret } }]
  await play.run('RectifyIdentity', memberId, { facts, reason: 'proofReceived' })
  const constituted = (await play.history('mspr', msprId)).find(({ type }) => type === 'MsprJuryConstituted')
  const committed = JSON.stringify(constituted?.data).match(/hmac-sha256:[0-9a-f]{64}/)?.[0] ?? ''
  t.equal(play.ledger.vault.state(constituted?.id ?? '', memberId, 'profile', committed), 'opened')
  t.strictSame(
    (await play.state('mspr', msprId)).jury.map(({ affiliation }) => affiliation),
    ['none', 'none'],
  )
  t.equal(await outcomeOf(play, 'ConstituteMsprJury', msprId, { members }), 'refused J5', 'the next one reads the profile as it is now')
})
