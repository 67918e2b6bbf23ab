import t from 'tap'
import { csvChunks } from '../../src/render/csv.ts'
import { column, decimal, everyKind, everyRow, pages } from './support/tables.ts'

const text = async (...given: Parameters<typeof csvChunks>) => (await Array.fromAsync(csvChunks(...given))).join('')

t.test('each kind of cell as 10.1 writes it', async (t) => {
  t.equal(
    await text(everyKind, pages(everyRow)),
    '\uFEFFColonne texte;Colonne nombre;Colonne jour;Colonne taux;Colonne oui;Colonne salaire\r\n' +
      'Exemple Alix;12;2026-03-29;66,7;O;-1,50\r\n' +
      "'=1+1;-3;1899-12-31;n/a;N;0,005\r\n" +
      ';;;masqué;;masqué\r\n',
  )
})

t.test('one mark and one header, however many pages; a table without rows has them too', async (t) => {
  const columns = [column('a')]
  t.equal(await text({ columns }, pages([['1'], ['2']], [], [['3']])), '\uFEFFColonne a\r\n1\r\n2\r\n3\r\n')
  t.equal(await text({ columns }, pages()), '\uFEFFColonne a\r\n')
})

t.test('a title that a spreadsheet would run is defused as a cell is; a negative figure stays one', async (t) => {
  t.equal(await text({ columns: [{ ...column('a'), title: '=A1' }] }, pages([[decimal(-1, 1)]])), "\uFEFF'=A1\r\n-0,1\r\n")
})
