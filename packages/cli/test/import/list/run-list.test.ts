import { readFileSync, writeFileSync } from 'node:fs'
import { type Test, test } from 'tap'
import { columns } from '../../../src/import/list/columns.ts'
import { type RowRefusals, runList } from '../../../src/import/list/run-list.ts'
import { refusedHeader } from '../../../src/import/list/write.ts'
import { type FakeApi, fakeApi, recorded, refusedFor, runOver } from '../fake-api.ts'
import { faultsOf, listFile, listText } from './lists.ts'

async function ran(t: Test, api: FakeApi, text: string, known?: RowRefusals) {
  const run = await runOver(t, api, listFile(t, text), { kind: 'enrolments', header: refusedHeader(columns) })
  await runList(run, known)
  const { refusedFile } = await run.refusedFile.keep()
  return { ...run.tally.counts(), told: refusedFile === undefined ? '' : readFileSync(refusedFile, 'utf8'), seen: run.seen }
}

const typesOf = (batch: readonly string[] = []) => batch.map((line) => JSON.parse(line).type)

test('persons first, then their candidacies with the ids that were answered; somebody who is known is taken as they are', async (t) => {
  const api = fakeApi((line) =>
    JSON.stringify(line).includes('Exemple-b') ? { outcome: 'alreadyKnown', streamId: 'person-b' } : recorded(line),
  )
  const { seen, ...counts } = await ran(t, api, listText([{}, {}]))
  t.match(counts, { recorded: 2, alreadyDone: 0, refused: 0, told: '' })
  t.equal(api.batches.length, 2)
  t.strictSame(typesOf(api.batches[0]), ['RecordIdentity', 'RecordIdentity'])
  const applications = (api.batches[1] ?? []).map((line) => JSON.parse(line)).filter(({ type }) => type === 'ReceiveApplication')
  t.match(applications, [{ body: { personId: /^stream of / } }, { body: { personId: 'person-b' } }])
  t.match(seen, [[Buffer.byteLength(listText([{}, {}])), 2]])
})

test('a row whose steps were all done before was done before', async (t) => {
  const api = fakeApi((line) => ({ outcome: 'recorded', streamId: 's', repeated: line['type'] !== 'RecordIdentity' }))
  t.match(await ran(t, api, listText([{}])), { recorded: 0, alreadyDone: 1 })
})

test('a refused row is given back with its first refusal, and reads as it is once it is mended', async (t) => {
  const refusing: Readonly<Record<string, ReturnType<typeof refusedFor>>> = {
    VerifyPrerequisite: refusedFor('RULE_P1', { title: 'P1 · Diplôme', sentence: 'Diplôme' }),
    GrantAdmission: refusedFor('RULE_P3'),
  }
  const api = fakeApi((line) => (JSON.stringify(line).includes('2023-001') && refusing[String(line['type'])]) || recorded(line))
  const given = [{}, { nom: '"Exemple;x"', prenom: '=Alix' }, {}]
  const { told, ...counts } = await ran(t, api, listText(given))
  t.match(counts, { recorded: 2, refused: 1, refusals: [{ code: 'RULE_P1', count: 1, lines: [3] }] })
  const [header, row, end] = told.split('\n')
  t.equal(header, `\uFEFF${columns.join(';')};motif`)
  t.match(row, /^2023-001;"Exemple;x";;'=Alix;.*;prérequis : P1 · Diplôme : detail of RULE_P1 « Diplôme »$/)
  t.equal(end, '')
  t.strictSame(await faultsOf(t, told), [])
  const again = fakeApi()
  await ran(t, again, told)
  t.match(JSON.parse(again.batches[0]?.[0] ?? ''), { body: { facts: [{ fact: { familyName: 'Exemple;x', givenName: '=Alix' } }] } })
})

test('the steps that a refused one withholds are not why; a row that is known to be refused is not sent, and told in its place', async (t) => {
  const withheld = refusedFor('KIT_LINE_WITHHELD')
  const refusing: Readonly<Record<string, ReturnType<typeof refusedFor>>> = {
    VerifyPrerequisite: withheld,
    RecordPositioningTest: refusedFor('RULE_G13'),
    EnrolCandidate: withheld,
  }
  const api = fakeApi((line) =>
    JSON.stringify(line).includes('Exemple-b') ? recorded(line) : (refusing[String(line['type'])] ?? recorded(line)),
  )
  const known: RowRefusals = new Map([
    [3, { type: 'GrantAdmission', refusal: { code: 'RULE_P4', title: 'P4 · Steps', detail: 'missing' } }],
  ])
  const { told, ...counts } = await ran(t, api, listText([{}, {}, {}]), known)
  t.match(counts, {
    recorded: 0,
    refused: 3,
    refusals: [
      { code: 'RULE_G13', count: 2, lines: [2, 4] },
      { code: 'RULE_P4', count: 1, lines: [3] },
    ],
  })
  t.equal(api.batches[0]?.length, 2, 'two persons')
  t.match(told.split('\n'), [/motif$/, /test : RULE_G13 /, /2023-001;.*;admission : P4 · Steps : missing$/, /test : RULE_G13 /])
  const alone = await ran(
    t,
    fakeApi((line) => (line['type'] === 'GrantAdmission' ? withheld : recorded(line))),
    listText([{}]),
  )
  t.match(alone.told, /admission : KIT_LINE_WITHHELD /)
})

test('without a person nothing else of the row is sent', async (t) => {
  const api = fakeApi((line) => (JSON.stringify(line).includes('Exemple-a') ? refusedFor('RULE_G9') : recorded(line)))
  const { told, ...counts } = await ran(t, api, listText([{}, {}]))
  t.match(counts, { recorded: 1, refused: 1 })
  t.match(told, /;identité : RULE_G9 /)
  t.equal(typesOf(api.batches[1]).filter((type) => type === 'ReceiveApplication').length, 1)
})

test('a reference that was recorded with another content says what to do', async (t) => {
  const { told } = await ran(
    t,
    fakeApi((line) => (line['type'] === 'EnrolCandidate' ? refusedFor('LEDGER_COMMAND_REUSED') : recorded(line))),
    listText([{}]),
  )
  t.match(told, /inscription : cette référence est déjà au registre avec un autre contenu/)
})

test('a list that changed since it was read is sent no further', async (t) => {
  const path = listFile(t, listText([{}]))
  const api = fakeApi()
  const run = await runOver(t, api, path, { kind: 'enrolments' })
  writeFileSync(path, listText([{ voie: 'XX' }]))
  await t.rejects(runList(run), { code: 'IMPORT_FILE_CHANGED' })
  await run.refusedFile.drop()
  t.equal(api.batches.length, 0)
})
