import { certifiedWorld, idOf } from '@minutier/testing'
import { test } from 'tap'
import { rowsOf } from '../src/sealing.ts'

const sealed = { commitment: 'c', salt: new Uint8Array(32), payload: {}, category: 'dossier', personId: null } as const

test('a payload whose commitment no decided event holds is not dropped in silence', (t) => {
  const sources = { folded: () => undefined, rulebook: () => undefined }
  t.throws(() => rowsOf([sealed], [], sources), /no decided event/)
  t.end()
})

test('nor is one that belongs to nobody known: a candidacy that was never opened has no person', (t) => {
  const world = certifiedWorld()
  const entry = { ...world.last('RulebookPublished'), stream: `candidacy-${idOf('never opened')}`, data: { motiveCommitment: 'c' } }
  const judgment = { outcome: 'accepted', satisfied: [], waived: [] } as const
  t.throws(() => rowsOf([sealed], [{ entry, judgment }], world.sources), /nobody is known/)
  const named = rowsOf([{ ...sealed, personId: idOf('Alix Exemple') }], [{ entry, judgment }], world.sources)
  t.match(named, [{ eventId: entry.id, personId: idOf('Alix Exemple') }], 'one that names its person needs no candidacy')
  t.end()
})
