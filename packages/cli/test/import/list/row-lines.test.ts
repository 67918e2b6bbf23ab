import { commandBodies, isCommandType } from '@minutier/domain'
import { test } from 'tap'
import { type EnrolmentRow, enrolmentRow } from '../../../src/import/list/columns.ts'
import { candidacyLines, identityLine } from '../../../src/import/list/row-lines.ts'
import { type Cells, candidate } from './lists.ts'

const person = '3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10'

function rowOf(cells: Cells = {}): EnrolmentRow {
  const filled = Object.entries({ ...candidate(1), ...cells }).filter(([, text]) => text !== '')
  return enrolmentRow.parse(Object.fromEntries(filled))
}

test('each row is the commands of a candidate, as the ledger takes them', (t) => {
  const row = rowOf()
  const lines = [identityLine(row, () => person), ...candidacyLines(row, person)]
  t.strictSame(
    lines.map(({ type }) => type),
    [
      'RecordIdentity',
      'ReceiveApplication',
      'VerifyPrerequisite',
      'RecordPositioningTest',
      'RecordSelectionInterview',
      'GrantAdmission',
      'EnrolCandidate',
    ],
  )
  for (const { type, body, id } of lines) {
    t.ok(isCommandType(type) && commandBodies[type].safeParse(JSON.parse(JSON.stringify(body))).success, type)
    t.match(id, /^[A-Za-z0-9_:-]{1,100}$/)
  }
  const [, application, prerequisite, , , , enrolment] = lines
  t.match(application, { occurredAt: '2023-03-01T00:00:00+01:00', body: { personId: person, file: { reference: '2023-001' } } })
  t.strictSame(
    lines.slice(1).map(({ after }) => after),
    [undefined, ...lines.slice(1, -1).map(({ id }) => id)],
    'each step after the one before it',
  )
  t.match(prerequisite, { stream: `#${application?.id}`, occurredAt: '2023-03-02T00:00:00+01:00' })
  t.match(enrolment, {
    occurredAt: undefined,
    body: { enrolledOn: '2023-09-04', targetBlocs: ['RNCP36582BC01', 'RNCP36582BC02', 'RNCP36582BC03', 'RNCP36582BC04'] },
  })
  t.end()
})

test('steps go in the order of their days, those that were not taken do not', (t) => {
  const types = (cells: Cells) => candidacyLines(rowOf(cells), person).map(({ type }) => type)
  t.strictSame(types({ date_verification: '2023-03-04', date_test: '2023-03-02', date_entretien: '2023-03-03' }).slice(1, 4), [
    'RecordPositioningTest',
    'RecordSelectionInterview',
    'VerifyPrerequisite',
  ])
  const without = { test: '', resultat_test: '', date_test: '', recruteur: '', avis_entretien: '', date_entretien: '' }
  t.strictSame(types(without), ['ReceiveApplication', 'VerifyPrerequisite', 'GrantAdmission', 'EnrolCandidate'])
  t.end()
})

test('ids come from the reference alone, which is in none of them; a mended row keeps them', (t) => {
  const ids = (cells: Cells = {}) => candidacyLines(rowOf(cells), person).map(({ id }) => id)
  t.strictSame(ids({ prenom: 'Camille', date_test: '2023-03-04' }), ids())
  for (const other of [{ reference: '2023-002' }, { centre_siret: '12345678200010' }, { certification: 'RNCP99999' }])
    t.equal(new Set([...ids(), ...ids(other)]).size, 12, JSON.stringify(other))
  t.notOk(ids().some((id) => id.includes('2023-001')))
  t.end()
})

test('a person has an id of no meaning', (t) => {
  t.equal(identityLine(rowOf(), () => 'drawn').id, 'drawn')
  t.end()
})
