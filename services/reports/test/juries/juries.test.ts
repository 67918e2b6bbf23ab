import { certifierSiret, fingerprintOf, partnerSiret } from '@minutier/testing'
import t from 'tap'
import { juryRegister } from '../../src/juries/kind.ts'
import type { Row } from '../../src/making/report.ts'
import type { Cell } from '../../src/render/document.ts'
import { reportsOf } from '../support/making.ts'
import { sessionDay } from './cast.ts'
import { type Sessions, sessionsStory } from './story.ts'

const story = await sessionsStory(t)
const make = reportsOf(t, story.play)
const log = await story.play.log()
const rowsOf = (asked: Parameters<typeof make>[1] = {}) => make(juryRegister, asked, ({ rows }) => rows())

/** What a row says, without what every row says: days as they are written. */
function said(rows: readonly Row[], session: string, member: string): Record<string, Cell> {
  const row = rows.find(({ key }) => key === `${session}:${member}`)
  if (!row) throw new Error(`no row of ${member} in ${session}`)
  return Object.fromEntries(Object.entries(row.cells).map(([key, cell]) => [key, dayOr(cell ?? null)]))
}

function dayOr(cell: Cell): Cell {
  return typeof cell === 'object' && cell?.kind === 'day' ? cell.day : cell
}

const types = (positions: readonly number[] = []) => positions.map((rank) => log[rank]?.type)
const at = (name: keyof Sessions & ('mspr' | 'draftMspr' | 'sealed' | 'draft')) => story[name]
const { jurors } = story

const conformity = (told: Record<string, Cell>) => ['J1', 'J2', 'J3', 'J4', 'J5', 'J6'].map((rule) => told[rule]).join(', ')
const none = 'sans objet'

t.test('R4: a session and a member a row, in the order in which sessions were opened', async (t) => {
  const rows = await rowsOf()
  t.strictSame(
    rows.map(({ key }) => key),
    [
      `${at('mspr')}:${jurors.one}`,
      `${at('mspr')}:${jurors.two}`,
      `${at('draftMspr')}:`,
      ...[jurors.internal, jurors.one, jurors.two, jurors.alternate].map((member) => `${at('sealed')}:${member}`),
      ...[jurors.internal, jurors.one, jurors.two].map((member) => `${at('draft')}:${member}`),
    ],
  )
})

t.test('R4: a sealed session of the jury de certification, training and VAE', async (t) => {
  const rows = await rowsOf()
  const internal = said(rows, at('sealed'), jurors.internal)
  t.match(internal, {
    nature: 'jury de certification',
    date: sessionDay,
    mode: 'sur place',
    lieu: certifierSiret,
    territoire: 'FR',
    etat: 'procès-verbal scellé',
    voie: 'CA, VAE',
    epreuve: 'final, vae',
    qualite: 'direction Innovation & Pédagogie',
    siege: 'interne',
    lien: 'organisme certificateur',
    situation: 'titulaire',
    candidats_entendus: 3,
    minutes_prevues: 90,
    minutes_effectives: 45 + 47 + 60,
    pv_empreinte: fingerprintOf(`minutes ${at('sealed')}`),
    pv_scelle_le: '2024-07-04',
    signature: 'signé',
  })
  t.equal(conformity(internal), `satisfaite, satisfaite, satisfaite, satisfaite, ${none}, satisfaite`)
})

t.test('R4: a recusal for one candidate, the alternate who is called, a signature that is missing', async (t) => {
  const rows = await rowsOf()
  t.match(said(rows, at('sealed'), jurors.one), {
    situation: 'remplacé pour certains candidats',
    candidats_entendus: 2,
    minutes_prevues: 45,
    minutes_effectives: 105,
    signature: 'signé',
  })
  t.match(said(rows, at('sealed'), jurors.alternate), {
    qualite: 'professionnel externe',
    siege: 'externe',
    lien: 'aucun',
    situation: 'remplaçant pour certains candidats',
    candidats_entendus: 1,
    minutes_prevues: 45,
    minutes_effectives: 47,
  })
  t.equal(said(rows, at('sealed'), jurors.two)['signature'], 'non signé : indisponible')
})

t.test('R4: an MSPR has J5 alone', async (t) => {
  const rows = await rowsOf()
  const second = said(rows, at('mspr'), jurors.two)
  t.match(second, {
    nature: 'jury de MSPR',
    date: '2023-11-06',
    mode: 'mixte',
    territoire: null,
    etat: 'résultats scellés',
    voie: 'CA',
    epreuve: 'mspr:RNCP36582BC01',
    candidats_entendus: 2,
    minutes_prevues: 30,
    minutes_effectives: 31,
    pv_empreinte: fingerprintOf(`results ${at('mspr')}`),
    signature: 'non signé : injoignable',
  })
  t.equal(conformity(second), [none, none, none, none, 'satisfaite', none].join(', '))
})

t.test('R4: what is not over waits, and one that has no jury yet is there too', async (t) => {
  const rows = await rowsOf()
  const internal = said(rows, at('draft'), jurors.internal)
  t.match(internal, { date: '2024-11-05', mode: 'à distance', etat: 'jury constitué', epreuve: 'final', candidats_entendus: 0 })
  t.match(internal, { minutes_prevues: null, minutes_effectives: null, pv_empreinte: null, pv_scelle_le: null, signature: null })
  t.equal(conformity(internal), ['en attente', 'satisfaite', 'satisfaite', none, none, none].join(', '))
  const briefed = said(rows, at('draftMspr'), '')
  t.match(briefed, { date: '2024-01-15', mode: null, lieu: partnerSiret, etat: 'cahier des charges remis', J5: 'en attente' })
  t.notOk('membre' in briefed)
})

t.test('R4: each cell names the events that it rests on', async (t) => {
  const rows = await rowsOf()
  const row = rows.find(({ key }) => key === `${at('sealed')}:${jurors.alternate}`)
  t.strictSame(types(row?.traces?.['candidats_entendus']), ['DefenceHeld'])
  t.strictSame(types(row?.traces?.['situation']), ['JuryConstituted', 'JuryMemberReplaced'])
  t.strictSame(types(row?.traces?.['signature']), ['MinutesSigned'])
  t.strictSame(types(row?.traces?.['pv_empreinte']), ['MinutesSealed'])
  t.strictSame(types(row?.traces?.['J4']), ['VaeInterviewHeld'])
  t.strictSame(types(row?.traces?.['J6']), ['VaeInterviewHeld', 'DeliberationHeld'])
  t.ok(row?.positions.every((rank, index) => rank > (row.positions[index - 1] ?? -1)))
  for (const traced of Object.values(row?.traces ?? {})) t.ok(traced.every((rank) => row?.positions.includes(rank)))
})

t.test('R4: names, employers and jobs are in the named form alone', async (t) => {
  const plain = await rowsOf()
  t.notMatch(JSON.stringify(plain), /Exemple|Dominique|consultante/)
  const rows = await rowsOf({ named: true })
  t.match(said(rows, at('sealed'), jurors.one), {
    nom: 'Exemple-Externe-un Dominique',
    employeur: 'sans employeur',
    fonction: 'consultante',
  })
  t.match(said(rows, at('sealed'), jurors.two), { employeur: '55208131766522', fonction: 'architecte logiciel' })
  t.match(said(rows, at('sealed'), jurors.alternate), { fonction: '' })
})

t.test('R4: a period, a centre', async (t) => {
  const sessionsOf = async (asked: Parameters<typeof rowsOf>[0]) => [...new Set((await rowsOf(asked)).map(({ key }) => key.split(':')[0]))]
  t.strictSame(await sessionsOf({ from: sessionDay, to: sessionDay }), [at('sealed')])
  t.strictSame(await sessionsOf({ to: '2023-12-31' }), [at('mspr')])
  t.strictSame(await sessionsOf({ from: '2024-07-03' }), [at('draft')])
  t.strictSame(await sessionsOf({ partner: partnerSiret }), [at('draftMspr')])
  t.strictSame(await sessionsOf({ partner: certifierSiret, from: '2024-01-01' }), [at('sealed'), at('draft')])
})

t.test('R4: of the hearings of another centre’s candidates the minutes are not told to a centre', async (t) => {
  const rows = await rowsOf({ partner: certifierSiret })
  const told = said(rows, at('sealed'), jurors.internal)
  t.match(told, { candidats_entendus: 3, minutes_prevues: 45, minutes_effectives: 105 })
  t.match(said(rows, at('sealed'), jurors.alternate), { candidats_entendus: 1, minutes_prevues: null, minutes_effectives: null })
  t.match(said(rows, at('mspr'), jurors.one), { candidats_entendus: 2, minutes_prevues: null }, 'a team of both centres')
})

t.test('R4: at an earlier size, what was known then', async (t) => {
  const size = log.findIndex(({ type }) => type === 'MinutesSigned')
  const rows = await rowsOf({ size })
  const two = said(rows, at('sealed'), jurors.two)
  t.match(two, { etat: 'en cours', pv_empreinte: null, signature: null, candidats_entendus: 3 })
  t.notOk(rows.some(({ key }) => key.startsWith(at('draft'))))
})

t.test('R4: a regulator is told no figure about fewer than five, nor minutes, nor how many events there were', async (t) => {
  const rows = await rowsOf({ masked: true })
  const masked = { kind: 'masked' }
  const told = said(rows, at('sealed'), jurors.internal)
  t.match(told, { candidats_entendus: masked, minutes_prevues: masked, minutes_effectives: masked, J1: 'satisfaite', J6: 'satisfaite' })
  t.match(said(rows, at('draft'), jurors.internal), { candidats_entendus: 0 })
  const row = rows.find(({ key }) => key === `${at('sealed')}:${jurors.internal}`)
  t.strictSame(types(row?.positions), ['JurySessionOpened', 'JuryConstituted', 'JuryMemberReplaced', 'MinutesSigned', 'MinutesSealed'])
})
