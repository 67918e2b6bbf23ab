import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { idOf } from '@minutier/testing'
import t from 'tap'
import { fileNameOf } from '../../src/cdc/passage.ts'
import { filesOf } from '../../src/cdc/split.ts'
import { openValidator, ownSchema } from '../../src/cdc/validate.ts'
import { fluxText } from '../../src/cdc/write-xml.ts'
import { head, pages, passage, settings, textOf } from './people.ts'

const abroad = { birthCommune: undefined, birthCountry: 'DE', birthTown: 'BERLIN' }
const validator = await openValidator(ownSchema('1.1.2'))
t.teardown(() => validator.close())

const byId = [
  passage({ id: idOf('one') }),
  passage({ id: idOf('two'), identity: abroad, route: 'VAE', heldOn: null, mode: null }),
].toSorted((a, b) => (a.id < b.id ? -1 : 1))

t.test('a file is written in the order of the schema, in the same bytes', async (t) => {
  const text = await textOf(fluxText(head, pages([passage({ id: '0b6f3c52-2c1e-4b1c-8a43-7f6f1f0d9a01', identity: abroad })])))
  t.equal(
    text,
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      '<cpf:flux xmlns:cpf="urn:cdc:cpf:pc5:schema:1.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
      '<cpf:idFlux>7d0c7f0e-5f0a-4b53-9a5e-1c5f3f6e2b10</cpf:idFlux><cpf:horodatage>2025-03-03T09:30:00+00:00</cpf:horodatage>',
      '<cpf:emetteur><cpf:idClient>00AAA000</cpf:idClient><cpf:certificateurs><cpf:certificateur>',
      '<cpf:idClient>00AAA000</cpf:idClient><cpf:idContrat>MCFCER000000</cpf:idContrat>',
      '<cpf:certifications><cpf:certification><cpf:type>RNCP</cpf:type><cpf:code>RNCP36582</cpf:code>',
      '<cpf:natureDeposant>CERTIFICATEUR</cpf:natureDeposant><cpf:passageCertifications><cpf:passageCertification>',
      '<cpf:idTechnique>0b6f3c52-2c1e-4b1c-8a43-7f6f1f0d9a01</cpf:idTechnique>',
      '<cpf:obtentionCertification>PAR_ADMISSION</cpf:obtentionCertification><cpf:donneeCertifiee>true</cpf:donneeCertifiee>',
      '<cpf:dateDebutExamen>2025-02-20</cpf:dateDebutExamen><cpf:dateFinExamen>2025-02-20</cpf:dateFinExamen>',
      '<cpf:modalitePassageExamen>EN_PRESENTIEL</cpf:modalitePassageExamen>',
      '<cpf:dateDebutValidite>2025-02-27</cpf:dateDebutValidite><cpf:dateFinValidite xsi:nil="true"/>',
      '<cpf:presenceNiveauLangueEuro>false</cpf:presenceNiveauLangueEuro>',
      '<cpf:presenceNiveauNumeriqueEuro>false</cpf:presenceNiveauNumeriqueEuro>',
      '<cpf:scoring xsi:nil="true"/><cpf:mentionValidee xsi:nil="true"/>',
      '<cpf:modalitesInscription><cpf:modaliteAcces>FORMATION_INITIALE_APPRENTISSAGE</cpf:modaliteAcces>',
      '<cpf:initiativeInscription>CERTIFIE</cpf:initiativeInscription><cpf:dateInscription>2023-09-04</cpf:dateInscription></cpf:modalitesInscription>',
      '<cpf:identificationTitulaire><cpf:titulaire>',
      '<cpf:nomNaissance>Essai-Inventé</cpf:nomNaissance><cpf:nomUsage xsi:nil="true"/><cpf:prenom1>Personne</cpf:prenom1>',
      '<cpf:anneeNaissance>1999</cpf:anneeNaissance><cpf:moisNaissance>05</cpf:moisNaissance><cpf:jourNaissance>17</cpf:jourNaissance>',
      '<cpf:sexe>F</cpf:sexe><cpf:codeCommuneNaissance><cpf:codeInseeNaissance><cpf:codeInsee>99109</cpf:codeInsee></cpf:codeInseeNaissance>',
      '</cpf:codeCommuneNaissance><cpf:libelleCommuneNaissance>BERLIN</cpf:libelleCommuneNaissance>',
      '<cpf:codePaysNaissance>109</cpf:codePaysNaissance><cpf:libellePaysNaissance>ALLEMAGNE</cpf:libellePaysNaissance>',
      '</cpf:titulaire></cpf:identificationTitulaire></cpf:passageCertification></cpf:passageCertifications></cpf:certification></cpf:certifications>',
      '</cpf:certificateur></cpf:certificateurs></cpf:emetteur></cpf:flux>',
    ].join(''),
  )
  t.equal(fileNameOf(head), 'minutier-20250303-7d0c7f0e.xml')
})

t.test('libxml2 and xmllint agree that it follows the schema', async (t) => {
  const longest = { familyName: 'é'.repeat(60), usageName: 'D\'Ex&mple <œ> "ﬁ"', otherGivenNames: ['Alix', 'Bo', 'Cléo'] }
  const text = await textOf(fluxText(head, pages(byId, [passage({ id: 'ffffffff-0000-4000-8000-000000000000', identity: longest })])))
  t.strictSame(validator.validate(text), [])
  const folder = mkdtempSync(join(tmpdir(), 'minutier-cdc-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'own.xsd'), ownSchema('1.1.2'))
  writeFileSync(join(folder, 'file.xml'), text)
  const found = spawnSync('xmllint', ['--noout', '--schema', join(folder, 'own.xsd'), join(folder, 'file.xml')], { encoding: 'utf8' })
  if (found.error) t.comment('xmllint is not on this machine')
  else t.equal(found.status, 0, found.stderr)
})

t.test('what the schema refuses is refused, and no value is quoted', async (t) => {
  const whole = await textOf(fluxText(head, pages([passage({ identity: { familyName: 'Exemple-Secret' } })])))
  const wrong: readonly (readonly [from: string | RegExp, to: string, element: string | null])[] = [
    ['+00:00', 'Z', 'horodatage'],
    ['2025-02-27', '2025-02-31', 'dateDebutValidite'],
    ['<cpf:prenom1>Personne</cpf:prenom1>', '<cpf:prenom1 xsi:nil="true"/>', 'prenom1'],
    ['Exemple-Secret', `Exemple-Secret${'x'.repeat(60)}`, 'nomNaissance'],
    ['<cpf:scoring xsi:nil="true"/>', '', 'passageCertification'],
    ['<cpf:scoring xsi:nil="true"/>', '<cpf:scoring xsi:nil="true"> </cpf:scoring>', 'scoring'],
    ['EN_PRESENTIEL', 'EN_PRESENTIEL ', 'modalitePassageExamen'],
    ['<cpf:codeInsee>2A004', '<cpf:codeInsee>2004', 'codeInsee'],
    ['<cpf:sexe>', '<sexe xmlns="">', null],
    ['00AAA000', '00AAA00', 'idClient'],
  ]
  for (const [from, to, element] of wrong) {
    const text = whole.replace(from, to)
    const found = validator.validate(text)
    t.ok(found.length > 0, `${to} is refused`)
    if (element !== null) t.equal(found[0]?.element, element, to)
    t.notMatch(JSON.stringify(found), /Secret/)
  }
})

t.test('children in another order are accepted: the official schema takes any', async (t) => {
  const text = await textOf(fluxText(head, pages([passage()])))
  const turned = text.replace(/(<cpf:sexe>F<\/cpf:sexe>)(.*?)(<\/cpf:titulaire>)/s, '$2$1$3')
  t.not(turned, text)
  t.strictSame(validator.validate(turned), [])
})

t.test('1.1.5: the action, and a NIR instead of a civil status', async (t) => {
  const five = { ...head, settings: { ...settings, schemaVersion: '1.1.5' as const, withoutHonours: true } }
  const text = await textOf(
    fluxText(five, pages(byId.slice(0, 1), [passage({ id: 'ffffffff-0000-4000-8000-000000000000', nir: '2990599000000' })])),
  )
  t.match(text, '</cpf:horodatage><cpf:action>CREATION</cpf:action>')
  t.match(text, '<cpf:identifiantNational><cpf:nir>2990599000000</cpf:nir><cpf:nomNaissance>')
  t.match(text, '<cpf:mentionValidee>SANS_MENTION</cpf:mentionValidee>')
  const own = await openValidator(ownSchema('1.1.5'))
  t.strictSame(own.validate(text), [])
  own.close()
  t.ok(validator.validate(text).length > 0)
})

t.test('passages out of order are a mistake of the caller', async (t) => {
  await t.rejects(textOf(fluxText(head, pages(byId.toReversed()))), TypeError)
})

t.test('files are as full as they may be', (t) => {
  t.strictSame(filesOf([], 100), [])
  t.strictSame(filesOf([10, 10, 10], 0, { bytes: 20, passages: 9 }), [2, 1])
  t.strictSame(filesOf([10, 10, 10], 1, { bytes: 20, passages: 9 }), [1, 1, 1])
  t.strictSame(filesOf([1, 1, 1, 1, 1], 0, { bytes: 20, passages: 2 }), [2, 2, 1])
  t.strictSame(filesOf([30, 1], 0, { bytes: 20, passages: 2 }), [1, 1], 'one too large alone is left to the schema')
  t.end()
})
