import { test } from 'tap'
import { differencesOf } from '../../src/fiche/differences.ts'
import { readXml, rncp99999Xml, underCode } from './exports.ts'

test('entries of a list are told by their code: order shows nothing, one that came or went does', (t) => {
  const nsf = [
    { code: '326t', label: 'a' },
    { code: '326p', label: 'b' },
  ]
  t.strictSame(differencesOf({ nsf }, { nsf: nsf.toReversed() }), [])
  t.strictSame(differencesOf({ nsf }, { nsf: [{ code: '326t', label: 'c' }] }), [
    { field: 'nsf[326t]/label', old: 'a', new: 'c' },
    { field: 'nsf[326p]/label', old: 'b', new: null },
  ])
  t.strictSame(differencesOf({ partners: [] }, { partners: [{ siret: '1' }] }), [{ field: 'partners[1]/siret', old: null, new: '1' }])
  t.strictSame(
    differencesOf(
      { partners: [{ siret: '1', state: 'a' }] },
      {
        partners: [
          { siret: '1', state: 'a' },
          { siret: '1', state: 'b' },
        ],
      },
    ),
    [{ field: 'partners[1][2]/state', old: null, new: 'b' }],
  )
  t.end()
})

test('lists of texts are sets; what other events moved is what is recorded', (t) => {
  t.strictSame(differencesOf({ openRoutes: ['FI', 'CA'] }, { openRoutes: ['CA', 'FI'] }), [])
  t.strictSame(differencesOf({ openRoutes: [] }, { openRoutes: ['CA'] }), [{ field: 'openRoutes', old: null, new: 'CA' }])
  t.strictSame(differencesOf({ expiresOn: '1' }, { expiresOn: '1' }, { expiresOn: '2' }), [{ field: 'expiresOn', old: '2', new: '1' }])
  t.end()
})

test('two whole fiches: the same has no difference, another has many', async (t) => {
  const [one, same, other] = [await readXml(rncp99999Xml), await readXml(rncp99999Xml), await readXml(underCode('RNCP11111'))]
  t.strictSame(differencesOf(one.fiche, same.fiche), [])
  t.match(differencesOf(one.fiche, other.fiche)[0], { field: 'certification', old: 'RNCP99999', new: 'RNCP11111' })
})
