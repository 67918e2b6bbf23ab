import { openServer } from '@minutier/cli'
import { dayOf } from '@minutier/domain'
import { systemClock } from '@minutier/ledger'
import { fingerprintOf, idOf, type Play, type PlayActing, playOn } from '@minutier/testing'
import { type Test, test } from 'tap'
import { type Cli, cliOnLedger, someone, someoneElse } from './cli.ts'
import { rncp99999Path, rncp99999RulebookPath } from './exports.ts'

/**
 * A second certification, invented, by two files and no change of code: a jury of four, five blocs of which three are in an order, no
 * final épreuve. Its fiche and its rulebook come by the command line; a candidate goes from the application to the certificate.
 */

type Fields = Readonly<Record<string, unknown>>
const certification = 'RNCP99999'
const centreSiret = '12345678200002'
const blocs = [1, 2, 3, 4, 5].map((number) => `${certification}BC0${number}`)
const file = (reference: string): Fields => ({ reference })

async function registered(t: Test, cli: Cli): Promise<void> {
  const does = async (who: string | null, ...words: string[]) => {
    const { code, err } = await cli.run(...words, ...(who === null ? [] : ['--actor', who]))
    t.equal(code, 0, `${words.slice(0, 2).join(' ')} ${err}`)
  }
  await does(someone, 'fiche', 'import', rncp99999Path)
  await does(null, 'rulebook', 'check', rncp99999RulebookPath)
  await does(someone, 'rulebook', 'propose', rncp99999RulebookPath)
  const alone = await cli.run('rulebook', 'confirm', 'RNCP99999@2024.1', '--effective', '2024-01-01', '--actor', someone)
  t.equal(alone.code, 1, 'who proposed it does not confirm it')
  await does(someoneElse, 'rulebook', 'confirm', 'RNCP99999@2024.1', '--effective', '2024-01-01')
}

/** The ledger of the folder, a day later at each step of the story. */
async function storyOn({ settings }: Cli): Promise<Play & { readonly next: () => { day: string; acting: PlayActing } }> {
  const test = { now: systemClock() }
  const { folder, close } = await openServer(settings, { clock: () => test.now })
  const at = (when: string) => {
    test.now = when
  }
  const play = playOn(Object.assign(test, { ledger: folder.ledger, store: folder.store, at, close }))
  const next = () => {
    at(Temporal.Instant.from(play.now).add({ hours: 24 }).toString({ smallestUnit: 'millisecond' }))
    return { day: dayOf(play.now), acting: { occurredAt: play.now } }
  }
  return Object.assign(play, { next })
}
type Story = Awaited<ReturnType<typeof storyOn>>

async function enrolled(play: Story, name: string): Promise<string> {
  const { day, acting } = play.next()
  const personId = await play.person(name)
  const place = { route: 'FC', centreSiret, territory: 'FR' }
  const application = { personId, certification, ...place, pieces: ['evidence'], file: file('application') }
  const { streamId } = await play.run('ReceiveApplication', null, application, acting)
  await play.run('VerifyPrerequisite', streamId, { ground: 'P1', evidence: 'stage-certificate', evidenceFile: file('certificate') }, acting)
  await play.run(
    'RecordSelectionInterview',
    streamId,
    { interviewerId: await member(play, 'Recrutement', true), outcome: 'favourable' },
    acting,
  )
  await play.run('GrantAdmission', streamId, {}, acting)
  await play.run('EnrolCandidate', streamId, { ...place, enrolledOn: day, targetBlocs: blocs, initiative: 'candidate' }, acting)
  return streamId
}

function member(play: Story, name: string, employed = false): Promise<string> {
  const identity = { familyName: `Exemple-${name}`, givenName: 'Dominique', birthDate: '1980-01-01' }
  const profile = { job: 'régie', ...(employed ? { employerSiret: centreSiret } : { selfEmployed: true }) }
  return play.person(name, [
    { category: 'identity', fact: identity },
    { category: 'profile', fact: profile },
  ])
}

async function briefed(play: Story, bloc: string): Promise<string> {
  const { acting } = play.next()
  const name = `${bloc} ${play.now}`
  const brief = {
    certification,
    bloc,
    briefId: idOf(`brief ${name}`),
    briefFingerprint: fingerprintOf(`brief ${name}`),
    issuerSiret: centreSiret,
    caseKind: 'fictional',
    preparationMinutes: 720,
    centreSiret,
  }
  return (await play.run('IssueMsprBrief', null, brief, acting)).streamId
}

async function acquired(play: Story, bloc: string, team: readonly string[], jury: readonly string[]): Promise<void> {
  const msprId = await briefed(play, bloc)
  const { day, acting } = play.next()
  const does = (type: Parameters<Play['run']>[0], body: Fields) => play.run(type, msprId, body, acting)
  await does('FormMsprTeam', { candidacyIds: team })
  await does('RecordMsprPreparation', { fromOn: day, untilOn: day, allottedMinutes: 720, accommodationIds: [] })
  for (const candidacyId of team)
    await does('SubmitIndividualWork', { candidacyId, fingerprint: fingerprintOf(`${msprId} ${candidacyId}`) })
  await does('ConstituteMsprJury', { members: jury.map((memberId) => ({ memberId, expertise: true })) })
  const defence = {
    heldOn: day,
    mode: 'onSite',
    presentIds: team,
    sittingIds: jury,
    plannedMinutes: 20,
    actualMinutes: 20,
    accommodationIds: [],
  }
  await does('RecordMsprDefence', defence)
  const activity = `A${bloc.slice(-1)}`
  const competences = [1, 2].map((number) => ({ competence: `${activity}C${number}`, acquired: true }))
  for (const candidacyId of team) await does('AssessBloc', { candidacyId, bloc, competences, favourableCount: 2, outcome: 'validated' })
  await does('SealMsprResults', { resultsFingerprint: fingerprintOf(`results ${msprId}`), signedIds: jury, unsigned: [] })
}

test('RNCP99999, by two files: from its fiche to a certificate', async (t) => {
  const cli = await cliOnLedger(t)
  await registered(t, cli)
  const play = await storyOn(cli)
  const alix = await enrolled(play, 'Alix')
  const team = [alix, await enrolled(play, 'Bo')]
  const outsiders = [await member(play, 'Un'), await member(play, 'Deux'), await member(play, 'Trois')]
  const [bc01 = '', bc02 = '', bc03 = '', bc04 = '', bc05 = ''] = blocs
  const pair = outsiders.slice(0, 2)

  const early = await briefed(play, bc03)
  const form = () => play.attempt('FormMsprTeam', early, { candidacyIds: team }, { occurredAt: play.now })
  t.match(await form(), { refusal: { rule: 'G1', found: [bc01] } }, 'BC03 comes after BC01')
  await acquired(play, bc01, team, pair)
  t.match(await form(), { outcome: 'recorded' }, 'and may be taken once BC01 is acquired')
  await play.run('CancelMspr', early, { reason: 'openedByMistake' }, { occurredAt: play.now })
  const alone = await briefed(play, bc02)
  t.match(
    await play.attempt('FormMsprTeam', alone, { candidacyIds: [alix] }, { occurredAt: play.now }),
    { refusal: { rule: 'M1' } },
    'two at least',
  )
  for (const bloc of [bc03, bc02, bc05]) await acquired(play, bloc, team, pair)

  const { day, acting } = play.next()
  const session = { certification, sessionOn: day, organiserSiret: centreSiret, territory: 'FR', mode: 'onSite' }
  const { streamId: juryId } = await play.run('OpenJurySession', null, session, acting)
  const inside = { memberId: await member(play, 'Interne', true), seat: 'internal', quality: 'delegate', expertise: true }
  const outside = outsiders.map((memberId) => ({ memberId, seat: 'external', expertise: true }))
  const constitute = (members: readonly Fields[]) => play.attempt('ConstituteJury', juryId, { members, alternates: [] }, acting)
  t.match(await constitute([inside, ...outside.slice(0, 2)]), { refusal: { rule: 'J1' } }, 'three are not four')
  t.match(await constitute([inside, ...outside]), { outcome: 'recorded' })
  await play.run('ConveneCandidate', juryId, { candidacyId: alix, object: 'file', plannedOn: day, accommodationIds: [] }, acting)
  const sittingIds = [inside.memberId, ...outsiders]
  await play.run('RecordDeliberation', juryId, { candidacyId: alix, sittingIds, forCount: 4, againstCount: 0, abstainedCount: 0 }, acting)
  const decision = { candidacyId: alix, object: 'file', outcome: 'full', blocs: [] }
  t.match(
    await play.attempt('RecordJuryDecision', juryId, decision, acting),
    { refusal: { rule: 'C1', found: [bc01, bc02, bc03, bc05] } },
    'four blocs are not five',
  )

  await acquired(play, bc04, team, pair)
  const later = play.next().acting
  await play.run('RecordJuryDecision', juryId, decision, later)
  for (const memberId of sittingIds)
    await play.run('SignMinutes', juryId, { memberId, method: 'electronic', signature: file('signature') }, later)
  await play.run('SealMinutes', juryId, { minutesFingerprint: fingerprintOf('minutes'), unsigned: [] }, later)
  const issuedOn = play.next().day
  const signatoryId = await member(play, 'Signataire', true)
  await play.run('ApproveIssuance', alix, { issuedOn, issuedAtCommune: '34172', signatoryId }, { occurredAt: play.now })
  t.match(await play.state('candidacy', alix), {
    status: 'awarded',
    certificate: { state: 'issued', number: `${certification}-${issuedOn.slice(0, 4)}-000001`, issuedOn },
  })
  await play.close()

  const verdicts = await cli.run('verdicts', alix)
  t.equal(verdicts.code, 0)
  t.match(verdicts.out, /Jury de quatre membres/)
  t.notMatch(verdicts.out, /ENFREINTES/)
})
