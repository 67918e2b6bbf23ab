import { registrationOf, rncp36582Fiche, rncp36582Rulebook } from '@minutier/domain'
import { test } from 'tap'
import { differencesOf } from '../../src/fiche/differences.ts'
import { rereadingsOf } from '../../src/fiche/rereading.ts'
import { readXml } from './exports.ts'

/** RNCP36582 as an export would say it, made from the hand-written fiche and the sentences that its rulebook quotes. */
function exported(): string {
  const { certification, ficheNumericId, title, level, certifiers, openRoutes, blocs, nsf, rome, formacodes } = rncp36582Fiche
  const codes = (list: typeof nsf, container: string, name: string) =>
    element(container, ...list.map(({ code, label }) => element(name, element('CODE', escaped(code)), element('LIBELLE', escaped(label)))))
  const quoted = (...rules: readonly string[]) =>
    escaped(rncp36582Rulebook.rules.flatMap(({ id, sentence }) => (rules.includes(id) ? [sentence] : [])).join(' : '))
  const juries = ['FI', 'CA', 'FC', 'CQ', 'CL', 'VAE'].map((route) => {
    const open = openRoutes.some((one) => one === route)
    return element(
      `SI_JURY_${route}`,
      element('ACTIF', open ? 'Oui' : 'Non'),
      element('COMPOSITION', open ? quoted('J1', 'J2', 'J3') : '-'),
    )
  })
  const listed = rncp36582Rulebook.blocs.map(({ competences }) =>
    escaped(competences.map(({ code, title: said }) => `${code} - ${said}`).join('\n\n')),
  )
  return element(
    'FICHES',
    element(
      'FICHE',
      element('ID_FICHE', String(ficheNumericId)),
      element('NUMERO_FICHE', certification),
      element('INTITULE', escaped(title)),
      element('NOMENCLATURE_EUROPE', element('NIVEAU', `NIV${level}`), element('LIBELLE', `Niveau ${level}`)),
      codes(nsf, 'CODES_NSF', 'NSF'),
      codes(rome, 'CODES_ROME', 'ROME'),
      codes(formacodes, 'FORMACODES', 'FORMACODE'),
      element(
        'CERTIFICATEURS',
        ...certifiers.map(({ siret, legalName, tradeName = '', website = '' }) =>
          element(
            'CERTIFICATEUR',
            element('SIRET_CERTIFICATEUR', siret),
            element('NOM_CERTIFICATEUR', legalName),
            element('NOM_COMMERCIAL', tradeName),
            element('SITE_INTERNET', website),
          ),
        ),
      ),
      ...juries,
      element(
        'BLOCS_COMPETENCES',
        ...blocs.map(({ code, title: said }, at) =>
          element(
            'BLOC_COMPETENCES',
            element('CODE', code),
            element('LIBELLE', escaped(said)),
            element('LISTE_COMPETENCES', listed[at] ?? ''),
            element('MODALITES_EVALUATION', quoted('M1', 'M3', 'M4')),
          ),
        ),
      ),
      element('PREREQUIS_ENTREE_FORMATION', quoted('P1', 'P2', 'P3', 'P4')),
      element('DATE_DECISION', '01/07/2022'),
      element('DUREE_ENREGISTREMENT', '3'),
      element('DATE_FIN_ENREGISTREMENT', '01/07/2025'),
      element('ACCESSIBLE_NOUVELLE_CALEDONIE', 'Non'),
      element('ACCESSIBLE_POLYNESIE_FRANCAISE', 'Non'),
    ),
  )
}

const element = (name: string, ...content: readonly string[]) => `<${name}>${content.join('')}</${name}>`
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

test('an export of RNCP36582 says the facts of the hand-written fiche', async (t) => {
  const { fiche, warnings } = await readXml(exported())
  t.strictSame(registrationOf(fiche), { ...registrationOf(rncp36582Fiche), source: 'openData' })
  t.strictSame(warnings, [])
  const differences = differencesOf(rncp36582Fiche, fiche).filter(({ field }) => !field.startsWith('openData/'))
  t.strictSame(
    differences.map(({ field }) => field),
    ['source', ...['title', 'nature', 'bloc', 'blocTitle'].map((name) => `equivalences[RNCP35584]/${name}`)],
    'an export has no equivalences but correspondences',
  )
  const toRead = rereadingsOf(rncp36582Rulebook, rncp36582Fiche, fiche).map(({ rule }) => rule)
  t.strictSame(
    toRead.filter((rule) => ['J1', 'J2', 'J3', 'M1', 'M3', 'M4', 'P1', 'P2', 'P3', 'P4'].includes(rule)),
    [],
  )
  t.ok(toRead.includes('F1'), 'a sentence that this export does not hold')
})
