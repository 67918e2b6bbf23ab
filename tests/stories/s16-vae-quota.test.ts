import { rncp36582Fiche, rncp36582Rulebook } from '@minutier/domain'
import { idOf, type Play } from '@minutier/testing'
import { test } from 'tap'
import { blocs, feasibility, on, openStory, receivedVae, recorded, ruleOf } from './cast/index.ts'

/** The same fiche and rulebook under another code. */
async function registered(play: Play, code: string): Promise<string> {
  const under = (document: unknown) => JSON.parse(JSON.stringify(document).replaceAll(/RNCP36582/g, code))
  const { documents } = play.ledger
  const fiche = under(rncp36582Fiche)
  const rulebook = under(rncp36582Rulebook)
  const { certification, source, certifierSirets, level, registeredOn, expiresOn, openRoutes, closedTerritories } = fiche
  const registration = { certification, source, certifierSirets, level, registeredOn, expiresOn, openRoutes, closedTerritories }
  const codes = { blocs: fiche.blocs.map(codeOf), competences: fiche.competences.map(codeOf) }
  await play.run('ImportCertification', code, { ...registration, ...codes, ficheFingerprint: documents.keep(fiche) })
  const proposal = { rulebookVersion: rulebook.version, rulebookFingerprint: documents.keep(rulebook) }
  const proposed = await play.run('ProposeRulebook', code, proposal)
  const published = { rulebookVersion: rulebook.version, proposalEventId: proposed.events[0]?.id, effectiveOn: registeredOn }
  await play.run('ConfirmRulebook', code, published, { actor: idOf('another certifier') })
  return code
}

function codeOf({ code }: { code: string }): string {
  return code
}

test('S16: a second file for the certification in a year is refused; one recorded by mistake and annulled gives its place back', async (t) => {
  const play = await openStory(t)
  const { personId, candidacyId } = await receivedVae(play, 'Pressée')
  const again = (receivedOn: string, fields: object = {}) =>
    play.attempt('RecordFeasibilityFile', null, feasibility(personId, { receivedOn, ...fields }), on(play, receivedOn))
  const refused = await again('2023-06-05')
  t.match(refused, { refusal: { rule: 'V3', expected: { firstPossibleDay: '2024-01-01' } } })
  t.match(await again('2023-06-05', { target: 'blocs', targetBlocs: blocs.slice(0, 3) }), { outcome: 'recorded' }, 'a file for three blocs')
  t.equal(await ruleOf(again('2023-06-05', { target: 'blocs', targetBlocs: blocs })), 'V2', 'four blocs are the certification')

  const correctedEventId = (await recorded(play, 'FeasibilityFileReceived'))[0]?.id
  const mistake = { correctedEventId, reason: 'recordedTwice', authority: 'certifier' }
  await play.run('AnnulFact', candidacyId, mistake, on(play, '2023-06-06'))
  t.match(await play.state('candidacy', candidacyId), { status: 'none' })
  t.match(await again('2023-06-07'), { outcome: 'recorded' }, 'its place was given back')
  t.equal(await ruleOf(again('2023-06-08')), 'V3')
  const { candidacies, vaeFiles } = await play.state('person', personId)
  t.notOk(
    candidacies.some((one) => one.candidacyId === candidacyId),
    'nor is the candidacy noted any more',
  )
  t.equal(vaeFiles.filter(({ released, target }) => !released && target === 'certification').length, 1)
  t.equal((await recorded(play, 'EffectRefused')).length, 0)
})

test('S16: a fourth file of a year, for another certification, is refused; a refused file takes no place', async (t) => {
  const play = await openStory(t)
  const codes = []
  for (const code of ['RNCP90001', 'RNCP90002', 'RNCP90003']) codes.push(await registered(play, code))
  const { personId } = await receivedVae(play, 'Éclectique')
  const other = (certification: string | undefined, fields: object = {}) =>
    play.attempt(
      'RecordFeasibilityFile',
      null,
      feasibility(personId, { certification, receivedOn: '2023-02-06', ...fields }),
      on(play, '2023-02-06'),
    )
  t.equal(await ruleOf(other(codes[0], { territory: 'NC' })), 'A2')
  t.match(await other(codes[0]), { outcome: 'recorded' })
  t.match(await other(codes[1]), { outcome: 'recorded' })
  t.match(await other(codes[2]), { refusal: { rule: 'V3', found: { count: 3 } } })
  const next = { receivedOn: '2024-01-01' }
  const year = play.attempt(
    'RecordFeasibilityFile',
    null,
    feasibility(personId, { certification: codes[2], ...next }),
    on(play, '2024-01-01'),
  )
  t.match(await year, { outcome: 'recorded' }, 'the next year is another')
})

test('S16: a file that was annulled is not brought back beside the one that took its place', async (t) => {
  const play = await openStory(t)
  const first = await receivedVae(play, 'Revenante')
  const [received] = await play.history('candidacy', first.candidacyId)
  const annulling = { correctedEventId: received?.id, reason: 'recordedTwice', authority: 'certifier' }
  const acting = { ...on(play, '2023-02-01'), kind: 'candidacy' as const }
  await play.run('AnnulFact', first.candidacyId, annulling, acting)
  await play.run('RecordFeasibilityFile', null, feasibility(first.personId, { receivedOn: '2023-02-02' }), on(play, '2023-02-02'))
  const annulment = (await play.history('candidacy', first.candidacyId)).find(({ type }) => type === 'FactAnnulled')
  const back = play.attempt(
    'AnnulFact',
    first.candidacyId,
    { ...annulling, correctedEventId: annulment?.id },
    { ...on(play, '2023-02-03'), kind: 'candidacy' },
  )
  t.equal(await ruleOf(back), 'G6')
})
