import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openServer } from '@minutier/cli'
import { startServer } from '@minutier/testing'
import { test } from 'tap'
import { type Cli, cliOf, cliOnLedger, refusalIn, reportIn, someone, someoneElse } from './cli.ts'
import { changed, exportOf, fileIn, rncp99999Path, rncp99999RulebookPath, rncp99999Xml, underCode, zipOf } from './exports.ts'

async function eventTypes(cli: Cli): Promise<string[]> {
  const { folder, close } = await openServer(cli.settings)
  try {
    const types: string[] = []
    for await (const { type } of folder.store.readAll()) types.push(type)
    return types
  } finally {
    await close()
  }
}

test('a dry run shows what would be recorded and makes no folder', async (t) => {
  const cli = cliOf(t)
  const { code, out } = await cli.run('fiche', 'import', rncp99999Path, '--dry-run')
  t.equal(code, 0)
  t.match(out, /RNCP99999 · Régisseur de fêtes de village/)
  t.match(out, /niveau 5, du .*2024 au .*2098, 5 blocs, 10 compétences, voies FI CA FC VAE/)
  t.match(out, /Essai : rien n’est écrit/)
  t.notOk(existsSync(cli.data))
})

test('imported; the same again does nothing; a changed one shows its differences and asks for --yes', async (t) => {
  const cli = await cliOnLedger(t)
  const first = await cli.run('fiche', 'import', rncp99999Path, '--actor', someone, '--json')
  t.equal(first.code, 0)
  t.match(reportIn(first.out), { outcome: 'imported', differences: [] })
  t.strictSame(await eventTypes(cli), ['CertificationImported'])

  const again = await cli.run('fiche', 'import', rncp99999Path, '--actor', someone)
  t.equal(again.code, 0)
  t.match(again.out, /déjà importée : rien à faire/)

  const renewed = fileIn(cli.folder, 'renewed.xml', changed(['31/12/2098', '30/06/2099'], ['Clore la fête', 'Clore &amp; ranger la fête']))
  const refused = await cli.run('fiche', 'import', renewed, '--actor', someone)
  t.equal(refused.code, 1)
  t.match(refused.err, /Échéance de l’enregistrement : 2098-12-31 → 2099-06-30/)
  t.match(refused.err, /Bloc RNCP99999BC05 title : Clore la fête → Clore & ranger la fête/)
  t.match(refused.err, /Rien n’est écrit/)
  const asked = await cli.run('fiche', 'import', renewed, '--actor', someone, '--json')
  t.equal(asked.code, 1)
  t.strictSame(refusalIn(asked.out).differences, [
    { field: 'expiresOn', old: '2098-12-31', new: '2099-06-30' },
    { field: 'blocs[RNCP99999BC05]/title', old: 'Clore la fête', new: 'Clore & ranger la fête' },
  ])
  const dry = await cli.run('fiche', 'import', renewed, '--dry-run', '--json')
  t.match([dry.code, reportIn(dry.out)], [0, { outcome: 'wouldImport', differences: [{ field: 'expiresOn' }, {}] }])
  t.strictSame(await eventTypes(cli), ['CertificationImported'])

  const confirmed = await cli.run('fiche', 'import', renewed, '--actor', someone, '--yes')
  t.equal(confirmed.code, 0)
  t.match(confirmed.out, /RNCP99999 est mise à jour/)
  t.strictSame(await eventTypes(cli), ['CertificationImported', 'CertificationImported'])
})

test('what another event moved since the import is shown: a renewal would be undone', async (t) => {
  const cli = await cliOnLedger(t)
  await cli.run('fiche', 'import', rncp99999Path, '--actor', someone)
  const { folder, close } = await openServer(cli.settings)
  const renewal = { decidedOn: '2024-02-01', expiresOn: '2099-12-31' }
  const done = await folder.ledger.execute(
    { id: someone, type: 'RecordRenewal', streamId: 'RNCP99999', body: renewal },
    { actor: someone, role: 'certifier', partner: undefined },
  )
  await close()
  t.equal(done.outcome, 'recorded')
  const file = fileIn(cli.folder, 'other.xml', changed(['335t', '335s']))
  const refused = await cli.run('fiche', 'import', file, '--actor', someone, '--json')
  t.match(refusalIn(refused.out).differences, [
    { field: 'expiresOn', old: '2099-12-31', new: '2098-12-31' },
    { field: 'nsf[335s]/label' },
    { field: 'nsf[335t]/label', new: null },
  ])
})

test('a text that holds a sentence of the published rulebook has changed: the rule is to be read again', async (t) => {
  const cli = await cliOnLedger(t)
  await cli.run('fiche', 'import', rncp99999Path, '--actor', someone)
  await cli.run('rulebook', 'propose', rncp99999RulebookPath, '--actor', someone)
  await cli.run('rulebook', 'confirm', 'RNCP99999@2024.1', '--effective', '2024-01-01', '--actor', someoneElse)
  const file = fileIn(
    cli.folder,
    'five.xml',
    changed(
      ['Le jury comprend quatre membres', 'Le jury comprend cinq membres'],
      ['du brevet de régie.', 'du brevet de régie. Rien d’autre.'],
    ),
  )
  const refused = await cli.run('fiche', 'import', file, '--actor', someone, '--json')
  const { rereadings } = refusalIn(refused.out)
  const jury = ['CA', 'FC', 'FI', 'VAE'].map((route) => `SI_JURY_${route}/COMPOSITION`)
  t.match(rereadings, [
    { rule: 'J1', stands: false, texts: jury },
    { rule: 'J2', stands: true, texts: jury },
    { rule: 'J3', stands: true, texts: jury },
    { rule: 'P1', stands: true, texts: ['PREREQUIS_ENTREE_FORMATION'] },
  ])
  t.equal(rereadings.length, 4)
  const { err } = await cli.run('fiche', 'import', file, '--actor', someone)
  t.match(err, /J1 « Le jury comprend quatre membres\. » : la phrase n’y est plus telle quelle/)
  t.match(err, /À relire/)
})

test('one fiche of several, by its code; a zip; a code that is not there', async (t) => {
  const cli = await cliOnLedger(t)
  const several = exportOf(underCode('RNCP11111'), rncp99999Xml)
  const zip = fileIn(cli.folder, 'export.zip', zipOf({ name: 'export.xml', data: Buffer.from(several) }))
  const by = ['--actor', someone]
  t.match(await cli.run('fiche', 'import', zip, ...by), {
    code: 1,
    err: /plusieurs fiches \(RNCP11111, RNCP99999…\) : nommez-en une par --code/,
  })
  t.match(await cli.run('fiche', 'import', zip, '--code', 'RNCP5', ...by), {
    code: 1,
    err: /n’est pas dans le fichier : RNCP11111, RNCP99999/,
  })
  const asJson = await cli.run('fiche', 'import', zip, '--code', 'RNCP5', '--json', ...by)
  t.match(JSON.parse(asJson.out), { problem: { code: 'FICHE_NOT_THERE' } })
  t.strictSame(await eventTypes(cli), [])
  t.match(await cli.run('fiche', 'import', zip, '--code', 'RNCP99999', ...by), { code: 0, out: /RNCP99999 est importée/ })
})

test('wrong usage', async (t) => {
  const cli = await cliOnLedger(t)
  const usage = async (...words: string[]) => (await cli.run('fiche', 'import', ...words)).code
  t.equal(await usage(), 2)
  t.equal(await usage(rncp99999Path), 2, 'nobody does it')
  t.equal(await usage(rncp99999Path, '--actor', 'Alix'), 2)
  t.equal(await usage(rncp99999Path, '--actor', someone, '--code', 'RS1'), 2)
  t.equal(await usage(rncp99999Path, '--actor', someone, '--rulebook', 'a', '--competences', 'b'), 2)
})

test('a list without codes: they are given by the rulebook or by a file', async (t) => {
  const cli = await cliOnLedger(t)
  const plain = rncp99999Xml.replaceAll(/A\dC\d - /g, '')
  const file = fileIn(cli.folder, 'plain.xml', plain)
  const by = ['--actor', someone]
  t.match(await cli.run('fiche', 'import', file, ...by), { code: 1, err: /--rulebook FILE .* --competences FILE/ })
  const wrong = fileIn(cli.folder, 'wrong.json', '{"RNCP99999BC01": ["A1C1"]}')
  t.match(await cli.run('fiche', 'import', file, '--competences', wrong, ...by), { code: 1, err: /RNCP99999BC02/ })
  t.match(await cli.run('fiche', 'import', file, '--competences', join(cli.folder, 'none.json'), ...by), { code: 1, err: /none\.json/ })
  t.strictSame(await eventTypes(cli), [])
  t.match(await cli.run('fiche', 'import', file, '--rulebook', rncp99999RulebookPath, ...by), { code: 0 })
  const rulebook = JSON.parse(readFileSync(rncp99999RulebookPath, 'utf8'))
  const codes = Object.fromEntries(
    rulebook.blocs.map((bloc: { code: string; competences: { code: string }[] }) => [bloc.code, bloc.competences.map(({ code }) => code)]),
  )
  const given = fileIn(cli.folder, 'competences.json', JSON.stringify(codes))
  t.match(await cli.run('fiche', 'import', file, '--competences', given, ...by), { code: 0, out: /déjà importée/ }, 'both say the same')
})

test('a fiche longer than what a server takes from anybody is imported into the folder', async (t) => {
  const cli = await cliOnLedger(t)
  const file = fileIn(
    cli.folder,
    'long.xml',
    changed(['<ACTIF>Oui</ACTIF>\n', `<ACTIF>Oui</ACTIF><ACTIVITES_VISEES>${'Texte inventé. '.repeat(40_000)}</ACTIVITES_VISEES>\n`]),
  )
  t.match(await cli.run('fiche', 'import', file, '--actor', someone), { code: 0 })
  t.match(await cli.run('fiche', 'import', file, '--actor', someone), { code: 0, out: /rien à faire/ })
})

test('while a server runs on the folder, its API is used, and its limit says what to do', async (t) => {
  const cli = await cliOnLedger(t)
  const { url, stop } = await startServer(cli.data)
  t.teardown(stop)
  t.match(await cli.run('fiche', 'import', rncp99999Path, '--actor', someone), { code: 0, out: /RNCP99999 est importée/ })
  t.match(await cli.run('fiche', 'import', rncp99999Path, '--actor', someone), { code: 0, out: /rien à faire/ }, url)
  const long = `<ACTIF>Oui</ACTIF><ACTIVITES_VISEES>${'Texte inventé. '.repeat(20_000)}</ACTIVITES_VISEES>\n`
  const file = fileIn(cli.folder, 'long.xml', changed(['<ACTIF>Oui</ACTIF>\n', long]))
  t.match(await cli.run('fiche', 'import', file, '--actor', someone, '--yes'), { code: 1, err: /--body-limit plus grand \(16777216\)/ })
})

test('what would move a terminal’s cursor or turn its text around is not shown', async (t) => {
  const cli = await cliOnLedger(t)
  const file = fileIn(
    cli.folder,
    'hostile.xml',
    changed(
      ['335t', '335\u009b2J\u202et'],
      ['<CODE>L1509</CODE>', '<CODE>L1509</CODE><X>\u009b31m&lt;b&gt;</X>'],
      ['Régisseur', 'R\u009bégisseur'],
    ),
  )
  const { code, out } = await cli.run('fiche', 'import', file, '--dry-run')
  t.equal(code, 0)
  t.notMatch(out, /[\u0080-\u009f\u202e]/)
  const named = fileIn(cli.folder, 'named.xml', changed(['<NUMERO_FICHE>RNCP99999', '<NUMERO_FICHE>RS\u009b2J']))
  const { err } = await cli.run('fiche', 'import', named, '--dry-run')
  t.match(err, /^RS 2J n’est pas une fiche du RNCP$/)
})

test('in English', async (t) => {
  const cli = await cliOnLedger(t, { MINUTIER_LANGUAGE: 'en' })
  t.match(await cli.run('fiche', 'import', rncp99999Path, '--actor', someone), { code: 0, out: /RNCP99999 is imported/ })
})
