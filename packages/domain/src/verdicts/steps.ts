import { missingFor } from '../candidacy/requirements.ts'
import { blocOf, type Candidacy, type CandidacyStatus } from '../candidacy/state.ts'
import type { CommandType } from '../catalogue.ts'
import { type Bilingual, say } from '../kernel/judgment.ts'
import type { Rulebook } from '../rulebook/schema.ts'

/** One thing that is still to be done before the certificate, and the commands by which it will be recorded. */
export interface Step {
  readonly code: string
  readonly text: Bilingual
  readonly commands: readonly CommandType[]
}

/** What is still needed for the certificate, in order; nothing when the candidacy has ended without it, or has it. */
export function remainingSteps(candidacy: Candidacy, rulebook: Rulebook): Step[] {
  const { certificate, status } = candidacy
  if (ended.includes(status) && candidacy.vae === null) return []
  if (status === 'inadmissible' || status === 'abandoned' || certificate.state === 'issued') return []
  const before = candidacy.route === 'VAE' ? vaeSteps(candidacy) : trainingSteps(candidacy, rulebook)
  return [...before, ...issuanceSteps(candidacy)]
}

const ended: readonly CandidacyStatus[] = ['refused']

function trainingSteps(candidacy: Candidacy, rulebook: Rulebook): Step[] {
  if (candidacy.status === 'awarded') return []
  return [
    ...entrySteps(candidacy, rulebook),
    ...resumption(candidacy),
    ...blocSteps(candidacy, rulebook),
    ...finalSteps(candidacy, rulebook),
  ]
}

function entrySteps({ admission, enrolment, status }: Candidacy, { prerequisites }: Rulebook): Step[] {
  if (enrolment !== null) return []
  const enrol = step('enrolment', say('l’inscription', 'the enrolment'), 'EnrolCandidate')
  if (status === 'admitted') return [enrol]
  const pieces = prerequisites.pieces.filter((piece) => !admission.pieces.includes(piece))
  return [
    ...(pieces.length > 0
      ? [
          step(
            'application',
            say(`le dossier de candidature : ${pieces.join(', ')}`, `the application: ${pieces.join(', ')}`),
            'CompleteApplication',
          ),
        ]
      : []),
    ...(admission.prerequisites.length === 0
      ? [
          step(
            'prerequisite',
            say('un prérequis vérifié, ou l’admission exceptionnelle', 'a verified prerequisite, or the exceptional admission'),
            'VerifyPrerequisite',
            'GrantExceptionalAdmission',
          ),
        ]
      : []),
    ...(prerequisites.positioningTest && admission.positioningTest === null
      ? [step('positioningTest', say('les tests de positionnement', 'the positioning tests'), 'RecordPositioningTest')]
      : []),
    ...(prerequisites.selectionInterview && admission.selectionInterview === null
      ? [step('selectionInterview', say('l’entretien de sélection', 'the selection interview'), 'RecordSelectionInterview')]
      : []),
    step('admission', say('l’admission', 'the admission'), 'GrantAdmission'),
    enrol,
  ]
}

function resumption({ status }: Candidacy): Step[] {
  if (status === 'withdrawn')
    return [step('resumption', say('la reprise de l’inscription', 'the resumption of the enrolment'), 'ResumeEnrolment')]
  return status === 'stale' ? [step('resumption', say('la reprise de la VAE', 'the resumption of the VAE'), 'ResumeVae')] : []
}

function blocSteps(candidacy: Candidacy, rulebook: Rulebook): Step[] {
  return missingFor(candidacy, rulebook).blocs.map((bloc) => {
    const under = blocOf(candidacy, bloc).state === 'inMspr'
    const text = under
      ? say(`le résultat de la MSPR du bloc ${bloc}`, `the result of the MSPR of bloc ${bloc}`)
      : say(`la MSPR du bloc ${bloc}`, `the MSPR of bloc ${bloc}`)
    const before: CommandType[] = under ? [] : ['IssueMsprBrief', 'FormMsprTeam']
    const commands: CommandType[] = [
      ...before,
      'RecordMsprPreparation',
      'SubmitIndividualWork',
      'ConstituteMsprJury',
      'RecordMsprDefence',
      'AssessBloc',
      'SealMsprResults',
    ]
    return step(`mspr:${bloc}`, text, ...commands)
  })
}

function finalSteps(candidacy: Candidacy, rulebook: Rulebook): Step[] {
  const decision = step(
    'decision',
    say('la décision du jury de certification et son procès-verbal scellé', 'the decision of the jury and its sealed minutes'),
    'RecordDeliberation',
    'RecordJuryDecision',
    'SealMinutes',
  )
  if (!missingFor(candidacy, rulebook).finalEpreuve) return [decision]
  const { state } = candidacy.finalEpreuve
  const dossier = step('dossier', say('le dossier professionnel', 'the dossier professionnel'), 'SubmitDossier')
  const review = step(
    'dossierReview',
    say('la conformité du dossier professionnel', 'the compliance of the dossier professionnel'),
    'AcceptDossier',
  )
  const hearing = step(
    'hearing',
    say('la soutenance devant le jury de certification', 'the defence before the jury'),
    'ConstituteJury',
    'ConveneCandidate',
    'RecordDefence',
  )
  const ahead = {
    none: [dossier, review, hearing],
    returned: [dossier, review, hearing],
    notValidated: [dossier, review, hearing],
    submitted: [review, hearing],
    compliant: [hearing],
    convened: [hearing],
    heard: [],
    validated: [],
  }
  return [...ahead[state], decision]
}

function vaeSteps(candidacy: Candidacy): Step[] {
  const { status, resumesTo } = candidacy
  if (status === 'awarded') return []
  const at = resumesTo ?? status
  const admissibility = step('admissibility', say('la recevabilité', 'the admissibility'), 'GrantAdmissibility', 'DeemAdmissibilityGranted')
  const file = step('validationFile', say('le dossier de validation', 'the validation file'), 'RecordValidationFile')
  const verification = step(
    'verification',
    say('la vérification du dossier de validation', 'the verification of the validation file'),
    'VerifyValidationFile',
  )
  const interview = step(
    'interview',
    say('l’entretien devant le jury de certification', 'the interview before the jury'),
    'ConstituteJury',
    'ConveneCandidate',
    'RecordVaeInterview',
  )
  const decision = step(
    'decision',
    say('la décision du jury et son procès-verbal scellé', 'the decision of the jury and its sealed minutes'),
    'RecordDeliberation',
    'RecordJuryDecision',
    'SealMinutes',
  )
  const all = [admissibility, file, verification, interview, decision]
  return [...resumption(candidacy), ...all.slice(doneByStatus[at] ?? 0)]
}

const doneByStatus: Readonly<Partial<Record<CandidacyStatus, number>>> = {
  admissible: 1,
  partial: 1,
  refused: 1,
  flagged: 1,
  deposited: 2,
  verified: 3,
  convened: 3,
  heard: 4,
}

function issuanceSteps({ certificate: { state } }: Candidacy): Step[] {
  if (state === 'approved')
    return [step('issuance', say('le numéro et la délivrance du certificat', 'the number and the issuance of the certificate'))]
  return [step('issuance', say('la délivrance du certificat', 'the issuance of the certificate'), 'ApproveIssuance')]
}

function step(code: string, text: Bilingual, ...commands: readonly CommandType[]): Step {
  return { code, text, commands }
}
