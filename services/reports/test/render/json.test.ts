import t from 'tap'
import { sortedJson } from '../../src/formats/json.ts'
import { jsonRow, jsonValue } from '../../src/render/json.ts'
import { decimal, everyKind, everyRow } from './support/tables.ts'

t.test('a row is an object by the keys of its columns, with JSON’s own types', (t) => {
  t.strictSame(
    everyRow.map((row) => jsonRow(everyKind, row)),
    [
      { texte: 'Exemple Alix', nombre: 12, jour: '2026-03-29', taux: 66.7, oui: true, salaire: -1.5 },
      { texte: '=1+1', nombre: -3, jour: '1899-12-31', taux: null, oui: false, salaire: 0.005 },
      { texte: null, nombre: null, jour: null, taux: 'masqué', oui: null, salaire: 'masqué' },
    ],
  )
  t.end()
})

t.test('a decimal is written with its own digits, none that floating point adds', (t) => {
  const rates = Array.from({ length: 1001 }, (_, tenths) => sortedJson(jsonValue({ kind: 'rate', tenths })))
  t.strictSame(
    rates,
    Array.from({ length: 1001 }, (_, tenths) => (tenths % 10 === 0 ? `${tenths / 10}` : `${Math.floor(tenths / 10)}.${tenths % 10}`)),
  )
  t.equal(sortedJson(jsonValue(decimal(90071992547409, 2))), '900719925474.09')
  t.end()
})
