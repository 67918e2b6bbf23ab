import t from 'tap'
import { missingIn } from '../../src/cdc/control.ts'
import { nirOf } from '../../src/cdc/nir.ts'
import { passage } from './people.ts'

const day = '2025-03-03'
const problems = (change: Parameters<typeof passage>[0]) => missingIn(passage(change), day).map(({ element, code }) => `${element} ${code}`)

t.test('a whole passage lacks nothing', (t) => {
  t.strictSame(problems({}), [])
  t.strictSame(problems({ heldOn: null, mode: null }), [])
  t.strictSame(problems({ identity: { birthCommune: undefined, birthCountry: 'DE', birthTown: 'Berlin' } }), [])
  t.strictSame(problems({ identity: { birthCommune: undefined, birthPostcode: '13001' } }), [])
  t.end()
})

t.test('each thing that blocks is named by its element, never by its value', (t) => {
  t.strictSame(problems({ identity: { sex: undefined } }), ['sexe missing'])
  t.strictSame(problems({ identity: { birthCommune: undefined } }), ['codeCommuneNaissance missing'])
  t.strictSame(problems({ identity: { birthCommune: '01999' } }), ['codeCommuneNaissance unknownPlace'])
  t.strictSame(problems({ identity: { birthCommune: undefined, birthCountry: 'ZZ' } }), ['codeCommuneNaissance unknownPlace'])
  t.strictSame(problems({ identity: { familyName: 'x'.repeat(61) } }), ['nomNaissance tooLong'])
  t.strictSame(problems({ identity: { familyName: 'e\u0301'.repeat(60) } }), [], 'sixty characters once composed')
  t.strictSame(problems({ identity: { familyName: '\u{1F600}'.repeat(60) } }), [], 'code points are counted')
  t.strictSame(problems({ identity: { givenName: 'A\u0007B' } }), ['prenom1 forbiddenCharacter'])
  t.strictSame(problems({ enteredOn: '2025-02-21' }), ['dateDebutExamen impossibleDate'])
  t.strictSame(problems({ enteredOn: '1999-05-17' }), ['dateInscription impossibleDate'], 'born that very day')
  t.strictSame(problems({ issuedOn: '2025-03-04' }), ['dateDebutValidite impossibleDate'], 'after the day of the file')
  t.strictSame(missingIn({ ...passage(), identity: null }, day), [{ element: 'titulaire', code: 'missing' }])
  t.end()
})

t.test('communes that were merged are still known, Corsica and overseas too', (t) => {
  for (const birthCommune of ['01015', '2A004', '97105', '97502', '98818', '13055', '13201'])
    t.strictSame(problems({ identity: { birthCommune } }), [], birthCommune)
  t.end()
})

t.test('a NIR is checked by its key and cut to thirteen characters', (t) => {
  t.equal(nirOf('2 99 05 99 000 000'), '2990599000000')
  t.equal(nirOf('3990599000000'), undefined)
  t.equal(nirOf('299059900000000'), undefined, 'a wrong key')
  const good = String(97n - (2990599000000n % 97n)).padStart(2, '0')
  t.equal(nirOf(`2990599000000${good}`), '2990599000000')
  const corsicanKey = String(97n - (1990519004000n % 97n)).padStart(2, '0')
  t.equal(nirOf(`199052A004000${corsicanKey}`), '199052A004000', '2A is read 19')
  t.end()
})
