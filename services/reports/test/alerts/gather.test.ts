import { certifierSiret, openPlay } from '@minutier/testing'
import t from 'tap'
import { alertsAt } from '../../src/alerts/gather.ts'
import type { Making, ReportKind } from '../../src/making/report.ts'
import { reportsOf } from '../support/making.ts'

/** A report that says nothing: what is looked at is what it would be made from. */
const nothing: ReportKind = {
  kind: 'R10',
  name: 'nothing',
  title: 'Rien',
  formats: ['json'],
  generatorVersion: '1',
  takes: [],
  named: 'never',
  make: async () => ({ tables: [] }),
}

t.test('at a size of the log: as it was then, whatever was recorded since; the same whenever it is asked', async (t) => {
  const play = await openPlay()
  t.teardown(() => play.close())
  const received = async (name: string) => {
    const file = {
      personId: await play.person(name),
      target: 'certification',
      targetBlocs: [],
      territory: 'FR',
      file: { reference: 'file' },
    }
    const body = { ...file, certification: 'RNCP36582', centreSiret: certifierSiret, receivedOn: '2023-10-02' }
    return (await play.run('RecordFeasibilityFile', null, body)).streamId
  }
  play.at('2023-10-02')
  const answered = await received('Une')
  const silent = await received('Deux')
  const before = (await play.log()).length
  await play.run('DeclareFeasibilityFileComplete', answered)
  await play.run('GrantAdmissibility', answered, { decidedOn: '2023-10-02' })
  const make = reportsOf(t, play)
  const subjects = (size?: number) =>
    make(nothing, size === undefined ? {} : { size }, async ({ making }) =>
      (await alertsAt(making, '2023-12-03')).map(({ code, subject, positions }) => [code, subject, positions.length]),
    )
  const both = [answered, silent].map((id) => ['vaeSilence', `candidacy-${id}`, 1])
  const sorted = (rows: readonly unknown[][]) => rows.map((row) => row.join(' ')).toSorted()
  t.strictSame(sorted(await subjects(before)), sorted(both))
  t.strictSame(await subjects(), [['vaeSilence', `candidacy-${silent}`, 1]])
  t.strictSame(sorted(await subjects(before)), sorted(both))
})

t.test('who stops waiting stops it', async (t) => {
  const play = await openPlay()
  t.teardown(() => play.close())
  const gone = new Error('they left')
  const stopped = ({ ...making }: Making) => alertsAt({ ...making, signal: AbortSignal.abort(gone) }, '2023-12-03')
  await t.rejects(
    reportsOf(t, play)(nothing, {}, ({ making }) => stopped(making)),
    /left|abort/i,
  )
})
