import type { Caller, ImportLine } from '@minutier/ledger'
import { importCommandId, importLine } from '@minutier/ledger'
import { certifierSiret, fingerprintOf, idOf, openPlay, otherPartnerSiret, type Play } from '@minutier/testing'
import { type Test, test } from 'tap'

const certifier: Caller = { actor: idOf('a certifier'), role: 'certifier' }

async function openImport(t: Test): Promise<{ play: Play; bring: (lines: readonly unknown[], caller?: Caller) => Promise<unknown[]> }> {
  const play = await openPlay()
  t.teardown(() => play.close())
  play.at('2026-11-24')
  const id = importCommandId(fingerprintOf('a file'), 'commands', certifier)
  const started = await play.run(
    'StartImport',
    null,
    { fileFingerprint: fingerprintOf('a file'), kind: 'commands', reason: 'takeover' },
    { commandId: id },
  )
  const bring = async (lines: readonly unknown[], caller = certifier): Promise<unknown[]> => {
    const read: ImportLine[] = lines.map((line) => importLine.parse(line))
    const done = await play.ledger.bring(started.streamId, read, caller)
    return done.map((one) =>
      one.outcome === 'recorded' ? (one.repeated ? 'repeated' : 'recorded') : one.outcome === 'refused' ? one.refusal.rule : one.outcome,
    )
  }
  return { play, bring }
}

function identity(id: string, name: string) {
  return {
    id,
    type: 'RecordIdentity',
    occurredAt: '2023-01-05T09:00:00+01:00',
    body: { facts: [{ category: 'identity', fact: { familyName: `Exemple-${name}`, givenName: 'Alix', birthDate: '2001-02-03' } }] },
  }
}

function application(id: string, person: string) {
  return {
    id,
    type: 'ReceiveApplication',
    occurredAt: '2023-01-06T09:00:00+01:00',
    body: {
      personId: person,
      certification: 'RNCP36582',
      route: 'CA',
      centreSiret: certifierSiret,
      territory: 'FR',
      pieces: ['cv', 'letter'],
      file: { reference: 'dossier inventé' },
    },
  }
}

function positioningTest(id: string, candidacy: string) {
  return {
    id,
    type: 'RecordPositioningTest',
    stream: candidacy,
    occurredAt: '2023-01-07T09:00:00+01:00',
    body: { test: 'informatics', outcome: 'passed', result: { reference: 'test inventé' } },
  }
}

test('names stand for what earlier lines opened, and what is recorded has the import as its correlation', async (t) => {
  const { play, bring } = await openImport(t)
  const lines = [identity('p', 'un'), application('c', '#p'), positioningTest('c-test', '#c')]
  t.same(await bring(lines), ['recorded', 'recorded', 'recorded'])
  const log = await play.log()
  const started = log.find(({ type }) => type === 'ImportStarted')
  const brought = log.filter(({ correlationId }) => correlationId === started?.stream.slice('import-'.length))
  t.same(
    brought.map(({ type, occurredAt }) => [type, occurredAt]),
    [
      ['IdentityRecorded', '2023-01-05T08:00:00.000Z'],
      ['ApplicationReceived', '2023-01-06T08:00:00.000Z'],
      ['CandidacyNoted', '2023-01-06T08:00:00.000Z'],
      ['PositioningTestTaken', '2023-01-07T08:00:00.000Z'],
    ],
    'what follows by a process too',
  )
})

test('the same lines again are done already; a line changed under the same id is unfit', async (t) => {
  const { play, bring } = await openImport(t)
  const lines = [identity('p', 'un'), application('c', '#p')]
  await bring(lines)
  const before = (await play.log()).length
  t.same(await bring(lines), ['repeated', 'repeated'])
  t.equal((await play.log()).length, before)
  t.same(await bring([{ ...application('c', '#p'), occurredAt: '2023-02-01T09:00:00+01:00' }]), ['unfit'])
})

test('a doubled line is done once', async (t) => {
  const { bring } = await openImport(t)
  t.same(await bring([identity('p', 'un'), identity('p', 'un')]), ['recorded', 'repeated'])
})

test('a line before what it rests on is refused, the others are done, and run again it is accepted', async (t) => {
  const { bring } = await openImport(t)
  const lines = [positioningTest('c-test', '#c'), identity('p', 'un'), application('c', '#p')]
  t.same(await bring(lines), ['notFound', 'recorded', 'recorded'])
  t.same(await bring(lines), ['recorded', 'repeated', 'repeated'])
})

test('who is entered already is told, and their lines can name them by id', async (t) => {
  const { play, bring } = await openImport(t)
  const personId = await play.person('un', [
    { category: 'identity', fact: { familyName: 'Exemple-un', givenName: 'Alix', birthDate: '2001-02-03' } },
  ])
  t.same(await bring([identity('p', 'un')]), ['alreadyKnown'])
  t.same(await bring([application('c', personId)]), ['recorded'])
  t.same(await bring([{ ...identity('q', 'un'), distinct: true }]), ['recorded'], 'a homonym')
})

test('an unfit body, an unknown name and an impossible stream are answered line by line', async (t) => {
  const { bring } = await openImport(t)
  const unfit = { ...application('c1', '#p'), body: { ...application('c1', '#p').body, territory: 'Nulle part' } }
  const nowhere = { id: 'x', type: 'SuspendHabilitation', stream: 'nobody', body: {} }
  t.same(await bring([identity('p', 'un'), unfit, nowhere, application('c2', '#nobody'), application('c3', '#p')]), [
    'recorded',
    'unfit',
    'notFound',
    'G1',
    'recorded',
  ])
})

test('a registrar brings the candidacies of its own centre alone, and its names are its own', async (t) => {
  const { bring } = await openImport(t)
  const registrar: Caller = { actor: idOf('a registrar'), role: 'registrar', partner: certifierSiret }
  const elsewhere: Caller = { actor: idOf('another registrar'), role: 'registrar', partner: otherPartnerSiret }
  t.same(await bring([identity('p', 'un'), application('c', '#p')], registrar), ['recorded', 'recorded'])
  t.same(await bring([positioningTest('t', '#c')], elsewhere), ['notFound'])
  t.same(await bring([identity('p', 'deux'), application('c', '#p')], elsewhere), ['recorded', 'notFound'])
})

test('the same file brought by two at once is recorded once', async (t) => {
  const { play, bring } = await openImport(t)
  const lines = Array.from({ length: 20 }, (_, at) => [
    identity(`p${at}`, `personne-${String.fromCharCode(97 + at)}`),
    application(`c${at}`, `#p${at}`),
    positioningTest(`t${at}`, `#c${at}`),
  ]).flat()
  const both = await Promise.all([bring(lines), bring(lines)])
  t.same(both.flat().filter((outcome) => outcome === 'recorded').length, lines.length)
  t.same(both.flat().filter((outcome) => outcome === 'repeated').length, lines.length)
  t.equal((await play.log()).filter(({ type }) => type === 'PositioningTestTaken').length, 20)
})

test('a line that goes on from another is withheld unless that one is recorded', async (t) => {
  const { bring } = await openImport(t)
  const wrong = { ...positioningTest('c-test', '#c'), body: { test: 'informatics', outcome: 'nonsense', result: { reference: 'x' } } }
  const next = { ...positioningTest('c-next', '#c'), after: 'c-test' }
  t.same(await bring([identity('p', 'un'), application('c', '#p'), wrong, next]), ['recorded', 'recorded', 'unfit', 'withheld'])
  t.same(await bring([positioningTest('c-test', '#c'), next]), ['recorded', 'recorded'], 'mended')
  t.same(await bring([next]), ['repeated'])
})

test('an event is named by the line that recorded it, were it the one just before', async (t) => {
  const { bring } = await openImport(t)
  const rectify = {
    id: 'mended',
    type: 'RectifyFact',
    kind: 'candidacy',
    stream: '#c',
    body: {
      correctedEventId: '#c-test.event',
      correction: { outcome: 'failed' },
      reason: 'typingError',
      authority: 'certifier',
    },
  }
  const unknown = { ...rectify, id: 'other', body: { ...rectify.body, correctedEventId: '#nothing.event' } }
  const lines = [identity('p', 'un'), application('c', '#p'), positioningTest('c-test', '#c'), rectify, unknown]
  t.same(await bring(lines), ['recorded', 'recorded', 'recorded', 'recorded', 'notFound'])
})

test('a file that reuses the names of another writes nothing to the records of that other’s people', async (t) => {
  const { play, bring } = await openImport(t)
  await bring([identity('p', 'un'), application('c', '#p')])
  const before = (await play.log()).length
  const second = [identity('p', 'deux'), application('c', '#p'), positioningTest('c-test', '#c')]
  t.same(await bring(second), ['unfit', 'withheld', 'withheld'])
  t.equal((await play.log()).length, before)
})

test('who is known already has nothing recorded under a name that stands for nobody', async (t) => {
  const { play, bring } = await openImport(t)
  await play.person('un', [{ category: 'identity', fact: { familyName: 'Exemple-un', givenName: 'Alix', birthDate: '2001-02-03' } }])
  t.same(await bring([identity('p', 'un'), application('c', '#p')]), ['alreadyKnown', 'withheld'])
})

test('a kind of stream that a command does not speak to, or more ids than any command names, is no line', (t) => {
  const line = { id: 'x', type: 'AnnulFact', kind: 'work', stream: '#c', body: {} }
  t.match(importLine.safeParse(line).error?.issues, [{ path: ['kind'] }])
  const many = { id: 'x', type: 'FormMsprTeam', stream: '#m', body: { candidacyIds: Array.from({ length: 1001 }, (_, at) => `#c${at}`) } }
  t.match(importLine.safeParse(many).error?.issues, [{ path: ['body'] }])
  t.end()
})

test('a line that names a document which is not kept is unfit alone', async (t) => {
  const { bring } = await openImport(t)
  const proposal = {
    id: 'r',
    type: 'ProposeRulebook',
    stream: 'RNCP36582',
    body: { rulebookVersion: 'RNCP36582@9', rulebookFingerprint: fingerprintOf('no document') },
  }
  t.same(await bring([proposal, identity('p', 'un')]), ['unfit', 'recorded'])
})
