import { rncp36582Rulebook } from '@minutier/domain'
import { tryRulebook } from '@minutier/ledger'
import type { Play } from '@minutier/testing'
import { test } from 'tap'
import { certifiedApprentice, on, openStory, submittedDossier } from './cast/index.ts'

const changed = (fields: object) => ({ ...rncp36582Rulebook, version: 'RNCP36582@2', ...fields })

async function refused(play: Play, rulebook: Parameters<typeof tryRulebook>[1]): Promise<string[]> {
  const { differences } = await tryRulebook(play.ledger, rulebook)
  return differences.map(({ entry, refusal }) => `${refusal.rule} ${entry.type}`)
}

test('the rulebook that judged refuses nothing of what it accepted, corrections included', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await certifiedApprentice(play, 'Essai')
  const other = await certifiedApprentice(play, 'Essai-deux')
  const [opened] = await play.history('candidacy', candidacyId)
  const correction = {
    correctedEventId: opened?.id,
    correction: { pieces: ['cv', 'letter', 'evidence'] },
    reason: 'typingError',
    authority: 'certifier',
  }
  await play.run('RectifyFact', candidacyId, correction, { ...on(play, '2024-08-01'), kind: 'candidacy' })
  t.not(candidacyId, other.candidacyId)
  const trial = await tryRulebook(play.ledger, rncp36582Rulebook)
  t.strictSame(trial.differences, [])
  t.ok(trial.judged > 60, `${trial.judged} judged of ${trial.events}`)
})

test('a jury of four instead of three: each sitting of three, and nothing else', async (t) => {
  const play = await openStory(t)
  await certifiedApprentice(play, 'Essai')
  const [internal, external] = rncp36582Rulebook.jury.seats
  const seats = [internal, external && { ...external, count: 3 }].filter((seat) => seat !== undefined)
  const found = await refused(play, changed({ jury: { ...rncp36582Rulebook.jury, size: 4, seats } }))
  t.strictSame(found, ['J1 JuryConstituted', 'J1 DefenceHeld', 'J1 DeliberationHeld'])
})

test('a dossier of 56 pages at least: the one of 55', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await certifiedApprentice(play, 'Essai')
  const finalEpreuve = rncp36582Rulebook.finalEpreuve && { ...rncp36582Rulebook.finalEpreuve, dossier: { pages: { min: 56, max: 60 } } }
  t.strictSame(await refused(play, changed({ finalEpreuve })), ['F1 DossierSubmitted'])
  await t.rejects(submittedDossier(play, candidacyId), 'nothing was changed by trying')
})

test('of another certification nothing is judged', async (t) => {
  const play = await openStory(t)
  await certifiedApprentice(play, 'Essai')
  const trial = await tryRulebook(play.ledger, { ...changed({}), certification: 'RNCP99999' })
  t.match(trial, { judged: 0, differences: [] })
})
