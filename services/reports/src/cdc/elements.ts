import { birthPlaceOf } from './birth-place.ts'
import { type Element, nil } from './element.ts'
import type { CdcSettings, Passage, SendablePassage } from './passage.ts'

/** A passage as the elements of the schema, in its order (exchange reference, 6.3 and 6.11). */
export function passageElements(passage: SendablePassage, settings: CdcSettings): readonly Element[] {
  const { id, heldOn, mode, issuedOn } = passage
  return [
    ['idTechnique', id],
    ['obtentionCertification', 'PAR_ADMISSION'],
    ['donneeCertifiee', 'true'],
    ['dateDebutExamen', heldOn ?? undefined],
    ['dateFinExamen', heldOn ?? undefined],
    ['modalitePassageExamen', heldOn === null || mode === null ? undefined : modes[mode]],
    ['dateDebutValidite', issuedOn],
    ['dateFinValidite', nil],
    ['presenceNiveauLangueEuro', 'false'],
    ['presenceNiveauNumeriqueEuro', 'false'],
    ['scoring', nil],
    ['mentionValidee', settings.withoutHonours ? 'SANS_MENTION' : nil],
    ['modalitesInscription', inscription(passage)],
    ['identificationTitulaire', [holder(passage)]],
  ]
}

const modes: Readonly<Record<string, string>> = { onSite: 'EN_PRESENTIEL', remote: 'A_DISTANCE', mixed: 'MIXTE' }

const routes: Readonly<Record<Passage['route'], string>> = {
  FI: 'FORMATION_INITIALE_HORS_APPRENTISSAGE',
  CA: 'FORMATION_INITIALE_APPRENTISSAGE',
  FC: 'FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION',
  CQ: 'FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION',
  VAE: 'VAE',
  CL: 'CANDIDAT_LIBRE',
}

const initiatives: Readonly<Record<string, string>> = { candidate: 'CERTIFIE', employer: 'EMPLOYEUR', publicService: 'POLE_EMPLOI' }

function inscription({ route, enteredOn, initiative }: Passage): readonly Element[] {
  return [
    ['modaliteAcces', routes[route]],
    ['voieAccessVAE', route === 'VAE' ? 'VAE_CLASSIQUE' : undefined],
    ['initiativeInscription', initiative === null ? undefined : initiatives[initiative]],
    ['dateInscription', enteredOn ?? undefined],
  ]
}

function holder({ identity, nir }: SendablePassage): Element {
  if (nir !== null) {
    return [
      'identifiantNational',
      [
        ['nir', nir],
        ['nomNaissance', identity.familyName],
      ],
    ]
  }
  const { familyName, usageName, givenName, otherGivenNames = [], birthDate, sex } = identity
  const [second, third] = otherGivenNames
  return [
    'titulaire',
    [
      ['nomNaissance', familyName],
      ['nomUsage', usageName ?? nil],
      ['prenom1', givenName],
      ['prenom2', second],
      ['prenom3', third],
      ['anneeNaissance', birthDate.slice(0, 4)],
      ['moisNaissance', birthDate.slice(5, 7)],
      ['jourNaissance', birthDate.slice(8, 10)],
      ['sexe', sex],
      ...birthElements(identity),
    ],
  ]
}

function birthElements(identity: SendablePassage['identity']): readonly Element[] {
  const place = birthPlaceOf(identity)
  if ('problem' in place) return [['codeCommuneNaissance', [['codePostalNaissance', [['codePostal', nil]]]]]]
  const { inseeCode, postcode, town, countryCode, country } = place
  const code: Element =
    inseeCode === null ? ['codePostalNaissance', [['codePostal', postcode ?? nil]]] : ['codeInseeNaissance', [['codeInsee', inseeCode]]]
  return [
    ['codeCommuneNaissance', [code]],
    ['libelleCommuneNaissance', town ?? undefined],
    ['codePaysNaissance', countryCode ?? undefined],
    ['libellePaysNaissance', country ?? undefined],
  ]
}
