import { readFileSync } from 'node:fs'
import { registrationOf, rulebookSchema } from '@minutier/domain'
import { fingerprintOf } from '@minutier/ledger'
import { test } from 'tap'
import { changed, errorOf, exportOf, readXml, rncp99999RulebookPath, rncp99999Xml, underCode } from './exports.ts'

const rulebook = rulebookSchema.parse(JSON.parse(readFileSync(rncp99999RulebookPath, 'utf8')))

test('V4.1: a fiche gives its identity, routes, territories, dates, blocs and links', async (t) => {
  const { fiche, warnings } = await readXml(rncp99999Xml)
  t.strictSame(warnings, [])
  t.match(fiche, {
    certification: 'RNCP99999',
    ficheNumericId: 99999,
    source: 'openData',
    level: 5,
    certifierSirets: ['12345678200002'],
    registeredOn: '2024-01-01',
    expiresOn: '2098-12-31',
    openRoutes: ['FI', 'CA', 'FC', 'VAE'],
    closedTerritories: ['PF'],
    nsf: [{ code: '323v' }, { code: '335t', label: 'Animation de fêtes' }],
    formacodes: [],
  })
  t.strictSame(
    fiche.blocs.map(({ code, activity }) => `${code} ${activity}`),
    rulebook.blocs.map(({ code, activity }) => `${code} ${activity}`),
  )
  t.strictSame(
    fiche.competences.map(({ code }) => code),
    rulebook.blocs.flatMap(({ competences }) => competences.map(({ code }) => code)),
  )
  t.match(fiche.openData, {
    dates: { DATE_DECISION: '2023-12-20', 'SI_JURY_FI/DATE_DERNIERE_MODIFICATION': '2024-01-03' },
    predecessors: ['RNCP77777'],
    correspondences: [{ blocs: ['RNCP99999BC02'], destinations: [{ certification: 'RNCP88888', blocs: ['RNCP88888BC01'] }] }],
    aside: {},
    unstated: [],
  })
})

test('HTML is kept as received: escaped, in CDATA, or written as elements', async (t) => {
  const bloc = 'BLOCS_COMPETENCES/BLOC_COMPETENCES[RNCP99999BC01]'
  const { fiche } = await readXml(rncp99999Xml)
  t.match(fiche.openData?.texts['SI_JURY_FI/COMPOSITION'], /^<p>Le jury comprend quatre membres\./)
  t.equal(
    fiche.openData?.texts[`${bloc}/LISTE_COMPETENCES`],
    '<p>A1C1 - Recueillir les souhaits des habitants</p><p>A1C2 - Composer le programme</p>',
  )
  const inline = changed(['Être titulaire du brevet de régie.', 'Être <b class="x">titulaire</b> du <br/>brevet &amp; plus'])
  t.equal(
    (await readXml(inline)).fiche.openData?.texts['PREREQUIS_ENTREE_FORMATION'],
    'Être <b class="x">titulaire</b> du <br/>brevet & plus',
  )
})

test('a partner is told by its number: its name, which may be a person’s, is not kept', async (t) => {
  const { fiche } = await readXml(rncp99999Xml)
  t.strictSame(fiche.openData?.partners, [
    { siret: '12345678200010', scope: 'HABILITATION_FORMER', state: 'Actif', activeOn: '2024-01-02' },
  ])
  t.notMatch(JSON.stringify(fiche), /Alix/)
})

test('V2 and V3: a jury is plain text, labels are INTITULE, lineage is text', async (t) => {
  const older = rncp99999Xml
    .replaceAll(/<SI_JURY_(\w+)><ACTIF>(\w+)<\/ACTIF>.*?<\/SI_JURY_\1>/g, '<SI_JURY_$1>$2</SI_JURY_$1>')
    .replaceAll(/<ANCIENNES_CERTIFICATIONS>.*<\/ANCIENNES_CERTIFICATIONS>/g, '<ANCIENNE_CERTIFICATION>RNCP77777</ANCIENNE_CERTIFICATION>')
    .replaceAll(/(<(?:NSF|NOMENCLATURE_EUROPE)>.*?)LIBELLE>(.*?)<\/LIBELLE/g, '$1INTITULE>$2</INTITULE')
    .replace('<NIVEAU>NIV5</NIVEAU>', '')
    .replace('<VERSION_FLUX>4.1</VERSION_FLUX>', '')
  const { fiche, warnings } = await readXml(older)
  t.strictSame(warnings, [])
  t.match(fiche, { level: 5, openRoutes: ['FI', 'CA', 'FC', 'VAE'], openData: { predecessors: ['RNCP77777'] } })
  t.match(fiche.nsf, [
    { code: '323v', label: 'Techniques du spectacle' },
    { code: '335t', label: 'Animation de fêtes' },
  ])
})

test('what is missing is unknown, not Non, and said', async (t) => {
  const { fiche, warnings } = await readXml(
    changed(
      ['<SI_JURY_CL><ACTIF>Non</ACTIF>', '<SI_JURY_CL><ACTIF/>'],
      ['<ACCESSIBLE_POLYNESIE_FRANCAISE>Non</ACCESSIBLE_POLYNESIE_FRANCAISE>', ''],
    ),
  )
  t.strictSame(fiche.openData?.unstated, ['SI_JURY_CL/ACTIF', 'ACCESSIBLE_POLYNESIE_FRANCAISE'])
  t.strictSame(
    warnings.map(({ code, path }) => `${code} ${path}`),
    ['unstated SI_JURY_CL/ACTIF', 'unstated ACCESSIBLE_POLYNESIE_FRANCAISE'],
  )
  t.strictSame(fiche.closedTerritories, [])
})

test('a boolean in any case; neither Oui nor Non is a warning, and its text is kept', async (t) => {
  const { fiche, warnings } = await readXml(
    changed(['<SI_JURY_FI><ACTIF>Oui', '<SI_JURY_FI><ACTIF>OUI'], ['<SI_JURY_VAE><ACTIF>Oui', '<SI_JURY_VAE><ACTIF>Peut-être']),
  )
  t.strictSame(fiche.openRoutes, ['FI', 'CA', 'FC'])
  t.match(warnings, [{ code: 'notABoolean', path: 'SI_JURY_VAE/ACTIF', found: 'Peut-être' }])
  t.equal(fiche.openData?.aside['SI_JURY_VAE/ACTIF'], 'Peut-être')
})

test('dates are JJ/MM/AAAA or ISO; an impossible one is a warning and absent', async (t) => {
  const iso = await readXml(changed(['31/12/2098', '2098-12-31T00:00:00+01:00'], ['01/01/2024', '2024-01-01']))
  t.match(iso.fiche, { registeredOn: '2024-01-01', expiresOn: '2098-12-31' })
  t.strictSame(iso.warnings, [])
  const without = await readXml(changed(['<DATE_EFFET>01/01/2024', '<DATE_EFFET>31/02/2024']))
  t.equal(without.fiche.registeredOn, '2023-12-20', 'the decision, where no day of effect is given')
  t.match(without.warnings, [{ code: 'notADate', path: 'DATE_EFFET', found: '31/02/2024' }])
  t.equal(await errorOf(readXml(changed(['31/12/2098', '31/02/2098']))), 'FICHE_INCOMPLETE')
})

test('DATE_LIMITE_DELIVRANCE is the last day of issuance', async (t) => {
  const { fiche } = await readXml(changed(['<DUREE_ENREG', '<DATE_LIMITE_DELIVRANCE>30/06/2099</DATE_LIMITE_DELIVRANCE><DUREE_ENREG']))
  t.equal(registrationOf(fiche).issuanceDeadlineOn, '2099-06-30')
  t.notOk('issuanceDeadlineOn' in registrationOf((await readXml(rncp99999Xml)).fiche))
})

test('a certifier without a valid SIRET is kept aside, one no longer active is not taken', async (t) => {
  const other = (siret: string, state: string) =>
    `<CERTIFICATEUR><SIRET_CERTIFICATEUR>${siret}</SIRET_CERTIFICATEUR><NOM_CERTIFICATEUR>AUTRE EXEMPLE</NOM_CERTIFICATEUR><SITE_INTERNET>www.autre.example</SITE_INTERNET><ETAT_CERTIFICATEUR>${state}</ETAT_CERTIFICATEUR></CERTIFICATEUR></CERTIFICATEURS>`
  const wrong = await readXml(changed(['</CERTIFICATEURS>', other('12345678200011', 'Actif')]))
  t.match(wrong.warnings, [{ code: 'notASiret' }])
  t.equal(wrong.fiche.openData?.aside['CERTIFICATEURS/CERTIFICATEUR[12345678200011]'], '12345678200011 AUTRE EXEMPLE')
  const former = await readXml(changed(['</CERTIFICATEURS>', other('12345678200010', 'Inactif')]))
  t.match(former.warnings, [{ code: 'noLongerCertifier', found: 'Inactif' }])
  t.strictSame(former.fiche.certifierSirets, ['12345678200002'])
  const both = await readXml(changed(['</CERTIFICATEURS>', other('12345678200010', 'Actif')]))
  t.strictSame(both.fiche.certifierSirets, ['12345678200002', '12345678200010'])
  t.match(both.warnings, [{ code: 'notAnAddress', found: 'www.autre.example' }])
})

test('unknown elements are kept aside, wherever they stand', async (t) => {
  const { fiche, warnings } = await readXml(
    changed(
      ['<ACTIF>Oui</ACTIF>\n', '<ACTIF>Oui</ACTIF><NOUVEAUTE><A>1</A>deux</NOUVEAUTE>\n'],
      ['<CODE>L1509</CODE>', '<CODE>L1509</CODE><COULEUR>bleu</COULEUR>'],
    ),
  )
  t.strictSame(fiche.openData?.aside, { NOUVEAUTE: '<A>1</A>deux', 'CODES_ROME/ROME/COULEUR': 'bleu' })
  t.ok(warnings.every(({ code }) => code === 'unknownElement'))
})

test('the document is canonical: order, spaces and a second shape change nothing', async (t) => {
  const swapped = rncp99999Xml.replace(/(<NSF>.*<\/NSF>)(<NSF>.*<\/NSF>)/, '$2$1').replaceAll('\n    ', '\n\t\t')
  t.not(swapped, rncp99999Xml)
  t.equal(fingerprintOf((await readXml(swapped)).fiche), fingerprintOf((await readXml(rncp99999Xml)).fiche))
})

test('one fiche among several: the one that is asked for', async (t) => {
  const three = exportOf(underCode('RNCP11111'), rncp99999Xml, underCode('RNCP22222'))
  t.equal((await readXml(three, { code: 'RNCP99999' })).fiche.certification, 'RNCP99999')
  t.equal((await readXml(three, { code: 'RNCP22222' })).fiche.certification, 'RNCP22222')
  t.equal(await errorOf(readXml(three)), 'FICHE_SEVERAL')
  t.equal(await errorOf(readXml(three, { code: 'RNCP33333' })), 'FICHE_NOT_THERE')
  t.equal(await errorOf(readXml(rncp99999Xml, { code: 'RNCP33333' })), 'FICHE_NOT_THERE', 'the only fiche is not the one asked for')
  t.equal((await readXml(exportOf(rncp99999Xml, rncp99999Xml), { code: 'RNCP99999' })).fiche.certification, 'RNCP99999')
  const twice = exportOf(rncp99999Xml, changed(['Niveau 5', 'Niveau 6']))
  t.equal(await errorOf(readXml(twice, { code: 'RNCP99999' })), 'FICHE_TWICE')
  t.equal(await errorOf(readXml(exportOf(changed(['<NUMERO_FICHE>RNCP99999', '<NUMERO_FICHE>RS99999'])))), 'FICHE_NOT_RNCP')
  t.equal(await errorOf(readXml('<FICHES/>')), 'FICHE_NONE')
  t.equal(await errorOf(readXml('<html/>')), 'FICHE_NOT_EXPORT')
})

test('what a registration needs and the fiche does not say is named', async (t) => {
  const doing = readXml(
    changed(
      ['<INTITULE>Régisseur de fêtes de village (certification inventée)</INTITULE>', ''],
      ['<NIVEAU>NIV5</NIVEAU><LIBELLE>Niveau 5</LIBELLE>', ''],
    ),
  )
  await t.rejects(doing, { code: 'FICHE_INCOMPLETE', found: /INTITULE.*NOMENCLATURE_EUROPE\/NIVEAU/ })
  t.equal(await errorOf(readXml(changed(['RNCP99999BC05', 'RNCP99999BC04']))), 'FICHE_INCOMPLETE', 'a bloc twice')
  t.equal(await errorOf(readXml(changed(['<CODE>RNCP99999BC05</CODE>', '']))), 'FICHE_INCOMPLETE', 'a bloc without its code')
})

test('encodings: UTF-8 with a mark, ISO-8859-1 where it is declared; no other, nothing replaced', async (t) => {
  t.equal((await readXml(`\ufeff${rncp99999Xml}`)).fiche.level, 5)
  const latin = rncp99999Xml.replace('UTF-8', 'ISO-8859-1').replaceAll('’', "'")
  t.match((await readXml(Buffer.from(latin, 'latin1'))).fiche.title, 'Régisseur de fêtes de village')
  t.match((await readXml(Buffer.from(latin.replace('de village', 'd\x92\u00e9t\u00e9'), 'latin1'))).fiche.title, 'd’été')
  t.equal(await errorOf(readXml(Buffer.from(rncp99999Xml, 'latin1'))), 'FICHE_ENCODING')
  t.equal(await errorOf(readXml(Buffer.from(`\ufeff${rncp99999Xml}`, 'utf16le'))), 'FICHE_ENCODING')
  t.equal(await errorOf(readXml(rncp99999Xml.replace('UTF-8', 'EBCDIC-CP-FR'))), 'FICHE_ENCODING')
})
