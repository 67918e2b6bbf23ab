import { certifierSiret, fingerprintOf, idOf, openPlay, otherPartnerSiret, type Play, partnerSiret } from '@minutier/testing'
import t from 'tap'
import { partnersReport } from '../../src/partners/kind.ts'
import type { Cell } from '../../src/render/document.ts'
import { blocs, certification, type Fields, on } from '../juries/cast.ts'
import { reportsOf } from '../support/making.ts'

/** Two partners: one whose habilitation was suspended, reinstated, audited and ran out; one revoked, and one that has not begun. */
const first = idOf('habilitation of the first')
const revoked = idOf('habilitation that is revoked')
const coming = idOf('habilitation to come')

async function habilitated(play: Play, siret: string, habilitationId: string, day: string, fields: Fields): Promise<void> {
  const terms = { certification, scope: 'HABILITATION_ORGA_FORM', blocs, subcontracting: false, ...fields }
  await play.run(
    'HabilitatePartner',
    siret,
    { habilitationId, ...terms, conventionFingerprint: fingerprintOf('convention') },
    on(play, day),
  )
}

async function listed(play: Play, day: string): Promise<void> {
  const list = { transmittedOn: day, habilitationCount: 1, listFingerprint: fingerprintOf(`list of ${day}`) }
  await play.run('RecordPartnerListTransmission', certification, list, on(play, day))
}

async function action(play: Play, name: string, day: string, dueOn: string): Promise<string> {
  const actionId = idOf(`action ${name}`)
  const asked = { actionId, auditId: idOf('audit two'), finding: 'traceability', dueOn }
  await play.run('RequestCorrectiveAction', partnerSiret, asked, on(play, day))
  return actionId
}

async function audited(play: Play, name: string, day: string, majorCount: number, minorCount: number): Promise<void> {
  const audit = { auditId: idOf(`audit ${name}`), gridVersion: 'v2', auditedOn: day, majorCount, minorCount }
  await play.run('RecordPartnerAudit', partnerSiret, { ...audit, reportFingerprint: fingerprintOf(`audit ${name}`) }, on(play, day))
}

const play = await openPlay()
t.teardown(() => play.close())
await habilitated(play, partnerSiret, first, '2023-01-10', { fromOn: '2023-02-01', untilOn: '2024-08-31' })
await listed(play, '2023-02-20')
await play.run('AmendHabilitation', partnerSiret, { habilitationId: first, blocs: blocs.slice(0, 2) }, on(play, '2023-04-03'))
await audited(play, 'one', '2023-05-02', 0, 3)
await listed(play, '2023-06-30')
const change = (effectiveOn: string, reason: string) => ({ habilitationId: first, effectiveOn, reason })
await play.run('SuspendHabilitation', partnerSiret, change('2023-09-04', 'auditFinding'), on(play, '2023-09-04'))
await audited(play, 'two', '2023-09-18', 2, 1)
const done = await action(play, 'done', '2023-09-18', '2023-12-01')
await action(play, 'left', '2023-09-18', '2023-12-15')
await play.run('CloseCorrectiveAction', partnerSiret, { actionId: done, closedOn: '2023-11-20', outcome: 'done' }, on(play, '2023-11-20'))
await play.run('ReinstateHabilitation', partnerSiret, change('2023-11-27', 'complianceRestored'), on(play, '2023-11-27'))
await listed(play, '2023-12-01')
await habilitated(play, otherPartnerSiret, revoked, '2024-01-08', {
  scope: 'HABILITATION_FORMER',
  fromOn: '2024-01-08',
  untilOn: '2025-06-30',
})
await habilitated(play, otherPartnerSiret, coming, '2024-01-08', {
  scope: 'HABILITATION_ORGANISER',
  fromOn: '2024-09-02',
  untilOn: '2025-06-30',
})
await play.run(
  'RevokeHabilitation',
  otherPartnerSiret,
  { habilitationId: revoked, effectiveOn: '2024-03-04', reason: 'conventionEnded' },
  on(play, '2024-03-04'),
)
await listed(play, '2024-03-05')
const officerId = await play.person('Référente')
await play.run('DesignateDisabilityOfficer', certifierSiret, { officerId, fromOn: '2024-03-05' })

const make = reportsOf(t, play)
const log = await play.log()
const rowsOf = (asked: Parameters<typeof make>[1] = {}) => make(partnersReport, asked, ({ rows }) => rows())

/** A row on a day: days as they are written, flags as O or N. */
async function on_(asOf: string, habilitationId: string, size?: number): Promise<Record<string, Cell>> {
  const rows = await rowsOf({ asOf, ...(size !== undefined && { size }) })
  const row = rows.find(({ key }) => key.endsWith(`:${habilitationId}`))
  if (!row) throw new Error(`no row of ${habilitationId}`)
  return Object.fromEntries(Object.entries(row.cells).map(([key, cell]) => [key, written(cell)]))
}

function written(cell: Cell): Cell {
  if (typeof cell !== 'object' || cell === null) return cell
  if (cell.kind === 'day') return cell.day
  return cell.kind === 'flag' ? (cell.value ? 'O' : 'N') : cell
}

t.test('R8: a row a habilitation, by SIRET then first day; a centre of the certifier has none', async (t) => {
  const rows = await rowsOf()
  t.strictSame(
    rows.map(({ key }) => key),
    [`${partnerSiret}:${first}`, `${otherPartnerSiret}:${revoked}`, `${otherPartnerSiret}:${coming}`],
  )
  t.strictSame(
    (await rowsOf({ partner: otherPartnerSiret })).map(({ key }) => key.split(':')[0]),
    [otherPartnerSiret, otherPartnerSiret],
  )
})

t.test('R8: the terms of a habilitation; its partner has no name that the fiche says', async (t) => {
  t.match(await on_('2024-03-05', first), {
    siret: partnerSiret,
    nom: null,
    habilitation: 'former et organiser',
    blocs: 'RNCP36582BC01, RNCP36582BC02',
    du: '2023-02-01',
    au: '2024-08-31',
  })
  t.match(await on_('2024-03-05', revoked), { habilitation: 'former', blocs: blocs.join(', ') })
  t.match(await on_('2024-03-05', coming), { habilitation: 'organiser', du: '2024-09-02' })
})

t.test('R8: the state on a day', async (t) => {
  const state = async (asOf: string, habilitationId: string) => (await on_(asOf, habilitationId))['etat']
  t.equal(await state('2023-01-31', first), 'à venir')
  t.equal(await state('2023-02-01', first), 'active')
  t.equal(await state('2023-09-03', first), 'active')
  t.equal(await state('2023-09-04', first), 'suspendue')
  t.equal(await state('2023-11-27', first), 'active')
  t.equal(await state('2024-08-31', first), 'active')
  t.equal(await state('2024-09-01', first), 'échue')
  t.equal(await state('2024-03-03', revoked), 'active')
  t.equal(await state('2024-03-04', revoked), 'révoquée')
  t.equal(await state('2024-03-05', coming), 'à venir')
})

t.test('R8: the last audit by that day, and the actions that are open', async (t) => {
  t.match(await on_('2023-05-01', first), { audit_le: null, majeurs: null, actions_ouvertes: 0, actions_en_retard: 0 })
  t.match(await on_('2023-05-02', first), { audit_le: '2023-05-02', majeurs: 0, mineurs: 3, actions_ouvertes: 0 })
  t.match(await on_('2023-09-18', first), { audit_le: '2023-09-18', majeurs: 2, mineurs: 1, actions_ouvertes: 2, actions_en_retard: 0 })
  t.match(await on_('2023-11-20', first), { actions_ouvertes: 1, actions_en_retard: 0 })
  t.match(await on_('2023-12-15', first), { actions_en_retard: 0 })
  t.match(await on_('2023-12-16', first), { actions_ouvertes: 1, actions_en_retard: 1 })
  t.match(await on_('2024-03-05', revoked), { audit_le: null, actions_ouvertes: 0 })
})

t.test('R8: a change opens two months, which the next list closes', async (t) => {
  const told = async (asOf: string, habilitationId = first) => {
    const { transmise_le, a_transmettre_avant, dans_les_deux_mois } = await on_(asOf, habilitationId)
    return [transmise_le, a_transmettre_avant, dans_les_deux_mois]
  }
  t.strictSame(await told('2023-02-19'), [null, '2023-03-10', 'O'], 'habilitated on 10 January')
  t.strictSame(await told('2023-02-20'), ['2023-02-20', null, 'O'])
  t.strictSame(await told('2023-06-03'), ['2023-02-20', '2023-06-03', 'O'], 'amended on 3 April: the last day')
  t.strictSame(await told('2023-06-04'), ['2023-02-20', '2023-06-03', 'N'])
  t.strictSame(await told('2023-06-30'), ['2023-06-30', null, 'O'], 'late, and told since')
  t.strictSame(await told('2023-11-27'), ['2023-06-30', '2023-11-04', 'N'], 'suspended on 4 September: the oldest is due first')
  t.strictSame(await told('2024-09-01'), ['2024-03-05', '2024-11-01', 'O'], 'it ran out on the day before')
  t.strictSame(await told('2024-11-02'), ['2024-03-05', '2024-11-01', 'N'])
  t.strictSame(await told('2024-11-02', revoked), ['2024-03-05', null, 'O'], 'revoked, and told: it does not run out')
})

t.test('R8: each cell names its events', async (t) => {
  const [row] = await rowsOf({ asOf: '2023-11-27' })
  const types = (key: string) => row?.traces?.[key]?.map((rank) => log[rank]?.type)
  t.strictSame(types('blocs'), ['PartnerHabilitated', 'HabilitationAmended'])
  t.strictSame(types('majeurs'), ['PartnerAudited'])
  t.strictSame(types('actions_ouvertes'), ['CorrectiveActionRequested'])
  t.strictSame(types('transmise_le'), ['PartnerListTransmitted'])
  t.strictSame(types('a_transmettre_avant'), ['HabilitationSuspended'])
  for (const traced of Object.values(row?.traces ?? {})) t.ok(traced.every((rank) => row?.positions.includes(rank)))
})

t.test('R8: at an earlier size, what was recorded then', async (t) => {
  const size = log.findIndex(({ type }) => type === 'HabilitationSuspended')
  t.match(await on_('2023-12-31', first, size), { etat: 'active', majeurs: 0, transmise_le: '2023-06-30', dans_les_deux_mois: 'O' })
  t.equal((await rowsOf({ size })).length, 1)
})
