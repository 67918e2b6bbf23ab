import type { Cell, Column } from '../render/document.ts'
import { type Answers, type Count, type Counts, rateOf, sumOf } from './count.ts'

/** A column of the statistics: how it is called and defined, and what it counts. */
export interface Measure {
  readonly column: Column
  readonly of: (counts: Counts) => Count | Rate
  /** Official counts are told whatever they are. */
  readonly official?: true
}

export interface Rate {
  readonly numerator: Count
  readonly denominator: Count
}

export function isRate(value: Count | Rate): value is Rate {
  return 'numerator' in value
}

export function cellOf(value: Count | Rate): Cell {
  return isRate(value) ? { kind: 'rate', tenths: rateOf(value.numerator.value, value.denominator.value) } : value.value
}

export function ranksOf(value: Count | Rate): readonly number[] {
  return isRate(value) ? sumOf(value.numerator, value.denominator).ranks : value.ranks
}

const survey = 'SurveyAnswered'

/** Employed, of those who answered and are not neutralised. */
function employment({ bySituation: { targetJob, otherJob, notEmployed } }: Answers): Rate {
  return { numerator: sumOf(targetJob, otherJob), denominator: sumOf(targetJob, otherJob, notEmployed) }
}

/** In the target job, of the same. */
function targetEmployment({ bySituation: { targetJob, otherJob, notEmployed } }: Answers): Rate {
  return { numerator: targetJob, denominator: sumOf(targetJob, otherJob, notEmployed) }
}

function count(key: string, title: string, definition: string, source: string, of: (counts: Counts) => Count): Measure {
  return { column: { key, title, type: 'integer', definition, source }, of }
}

function rate(key: string, title: string, definition: string, source: string, of: (counts: Counts) => Rate): Measure {
  return { column: { key, title, type: 'rate', definition, source }, of }
}

/** Columns in the order of the report: those of the RNCP open data first, under their own names. */
export function measuresFor(blocs: readonly string[]): readonly Measure[] {
  return [
    {
      ...count(
        'NOMBRE_CERTIFIES',
        'NOMBRE_CERTIFIES',
        'Titulaires de la promotion, certificats révoqués exclus',
        'CertificationAwarded',
        ({ holders }) => holders,
      ),
      official: true,
    },
    {
      ...count(
        'NOMBRE_CERTIFIES_VAE',
        'NOMBRE_CERTIFIES_VAE',
        'Titulaires dont la voie est la VAE',
        'CertificationAwarded',
        ({ vaeHolders }) => vaeHolders,
      ),
      official: true,
    },
    rate(
      'TAUX_INSERTION_GLOBAL_6MOIS',
      'TAUX_INSERTION_GLOBAL_6MOIS',
      'En emploi ÷ (répondants − neutralisés), à six mois',
      survey,
      ({ surveys }) => employment(surveys['6m']),
    ),
    rate(
      'TAUX_INSERTION_METIER_6MOIS',
      'TAUX_INSERTION_METIER_6MOIS',
      'Dans le métier visé ÷ (répondants − neutralisés), à six mois',
      survey,
      ({ surveys }) => targetEmployment(surveys['6m']),
    ),
    rate(
      'TAUX_INSERTION_METIER_2ANS',
      'TAUX_INSERTION_METIER_2ANS',
      'Dans le métier visé ÷ (répondants − neutralisés), à deux ans',
      survey,
      ({ surveys }) => targetEmployment(surveys['24m']),
    ),
    count(
      'inscrits',
      'Inscrits',
      'Inscrits, ou recevables (VAE), dans la période',
      'CandidateEnrolled, AdmissibilityGranted, AdmissibilityDeemedGranted',
      ({ entered }) => entered,
    ),
    count(
      'presentes',
      'Présentés',
      'Avec une décision qui tient, autre qu’un ajournement ; la dernière compte',
      'JuryDecisionRecorded, MinutesSealed',
      ({ presented }) => presented,
    ),
    count('echecs', 'Échecs', 'Dernière décision : échec ou refus', 'JuryDecisionRecorded', ({ failed }) => failed),
    count('partiels', 'Partiels', 'Dernière décision : partielle', 'JuryDecisionRecorded', ({ partial }) => partial),
    count('retires', 'Retirés', 'Certification accordée, certificat révoqué', 'CertificateRevoked', ({ withdrawn }) => withdrawn),
    count(
      'abandons',
      'Abandons',
      'Inscription retirée et non reprise, VAE abandonnée',
      'EnrolmentWithdrawn, VaeAbandoned',
      ({ left }) => left,
    ),
    rate('taux_reussite', 'Taux de réussite', 'Certifiés ÷ présentés', 'calcul', ({ holders, presented }) => ({
      numerator: holders,
      denominator: presented,
    })),
    ...blocs.map((bloc) =>
      count(
        `partiels_${bloc}`,
        `Partiels ${bloc}`,
        `Bloc ${bloc} acquis dans la période par qui n’est pas certifié à sa fin`,
        'BlocValidated, BlocCreditedByEquivalence, BlocExempted, VaePartiallyValidated',
        ({ blocs: counted }) => counted.get(bloc) ?? { value: 0, ranks: [] },
      ),
    ),
    ...surveyMeasures('6m', '6 mois'),
    ...surveyMeasures('24m', '24 mois'),
  ]
}

function surveyMeasures(milestone: '6m' | '24m', said: string): Measure[] {
  const of = (pick: (answers: Answers) => Count) => (counts: Counts) => pick(counts.surveys[milestone])
  return [
    count(
      `repondants_${milestone}`,
      `Répondants ${said}`,
      'Titulaires qui ont répondu',
      survey,
      of(({ respondents }) => respondents),
    ),
    count(
      `neutralises_${milestone}`,
      `Neutralisés ${said}`,
      'En poursuite d’études ou en incapacité',
      survey,
      of(({ bySituation }) => bySituation.neutralised),
    ),
    count(
      `metier_vise_${milestone}`,
      `Métier visé ${said}`,
      'Dans le métier visé',
      survey,
      of(({ bySituation }) => bySituation.targetJob),
    ),
    count(
      `en_emploi_${milestone}`,
      `En emploi ${said}`,
      'Dans le métier visé ou un autre, indépendants compris',
      survey,
      of(({ bySituation }) => sumOf(bySituation.targetJob, bySituation.otherJob)),
    ),
    rate(`taux_reponse_${milestone}`, `Taux de réponse ${said}`, 'Répondants ÷ titulaires de la promotion', survey, (counts) => ({
      numerator: counts.surveys[milestone].respondents,
      denominator: counts.holders,
    })),
  ]
}
