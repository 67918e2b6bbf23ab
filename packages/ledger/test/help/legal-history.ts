import { certifierSiret, fingerprintOf, idOf } from '@minutier/testing'
import { application, blocs, brief, certification, dossier, file } from './candidates.ts'
import { idIn, type Scene, type Step, step } from './scene.ts'
import { type Name, session } from './session-steps.ts'

/** The road of two apprentices in one team and of one VAE, from the entry to the certificate, and the undoing of what was decided. */

const days = { applied: '2023-03-01', enrolled: '2023-09-04', handedIn: '2024-05-06', session: '2024-07-02', issued: '2024-07-05' }
const msprDays = ['2023-11-06', '2023-12-04', '2024-01-15', '2024-03-04'] as const
const another = idOf('another certifier')

export const roads: readonly Step[] = [
  ...entry('A'),
  ...entry('B'),
  ...blocs.flatMap((bloc, at) => mspr(bloc, msprDays[at] ?? days.enrolled)),
  ...final('A'),
  ...final('B'),
  ...vae(),
  ...session('final', ['A', 'B'], days.session),
  ...session('vae', ['V'], days.session),
  ...(['A', 'B', 'V'] as const).map((name) => issuance(name, days.issued)),
]

/** What may come at any moment after: decisions annulled, certificates revoked, heard again, issued again. */
export const undoing: readonly Step[] = [
  ...annulled('decision final A', 'jury final', 'jury'),
  ...revocation('A'),
  ...session('final again', ['A'], '2024-10-08'),
  issuance('A', '2024-10-11'),
  ...annulled('decision final B', 'jury final', 'jury'),
  ...annulled('result RNCP36582BC02 B', 'mspr RNCP36582BC02', 'mspr'),
  ...annulled('decision vae V', 'jury vae', 'jury'),
]

function entry(name: Name): Step[] {
  const on = `candidacy ${name}`
  const at = days.applied
  const enrolment = {
    route: 'CA',
    centreSiret: certifierSiret,
    territory: 'FR',
    enrolledOn: days.enrolled,
    targetBlocs: blocs,
    initiative: 'employer',
  }
  return [
    step('ReceiveApplication', null, at, (scene) => application(idIn(scene, `person ${name}`)), { opens: on }),
    step('VerifyPrerequisite', on, at, { ground: 'P1', evidence: 'level6-informatics', evidenceFile: file('diploma') }),
    step('RecordPositioningTest', on, at, { test: 'informatics', outcome: 'passed' }),
    step('RecordSelectionInterview', on, at, (scene) => ({ interviewerId: idIn(scene, 'member 0'), outcome: 'favourable' })),
    step('GrantAdmission', on, at),
    step('EnrolCandidate', on, days.enrolled, enrolment),
  ]
}

function mspr(bloc: string, day: string): Step[] {
  const on = `mspr ${bloc}`
  const team = ['A', 'B'] as const
  const preparationMinutes = bloc === 'RNCP36582BC02' ? 1260 : 1800
  const members = (scene: Scene) => [1, 2].map((at) => idIn(scene, `member ${at}`))
  return [
    step('IssueMsprBrief', null, day, brief({ bloc, preparationMinutes }), { opens: on }),
    step('FormMsprTeam', on, day, (scene) => ({ candidacyIds: team.map((name) => idIn(scene, `candidacy ${name}`)) })),
    step('RecordMsprPreparation', on, day, { fromOn: day, untilOn: day, allottedMinutes: preparationMinutes, accommodationIds: [] }),
    ...team.map((name) =>
      step('SubmitIndividualWork', on, day, (scene) => ({
        candidacyId: idIn(scene, `candidacy ${name}`),
        fingerprint: fingerprintOf(`work ${bloc} ${name}`),
      })),
    ),
    step('ConstituteMsprJury', on, day, (scene) => ({ members: members(scene).map((memberId) => ({ memberId, expertise: true })) })),
    step('RecordMsprDefence', on, day, (scene) => ({
      heldOn: day,
      mode: 'onSite',
      presentIds: team.map((name) => idIn(scene, `candidacy ${name}`)),
      sittingIds: members(scene),
      plannedMinutes: 30,
      actualMinutes: 30,
      accommodationIds: [],
    })),
    ...team.map((name) => assessment(bloc, day, name)),
    step('SealMsprResults', on, day, (scene) => ({
      resultsFingerprint: fingerprintOf(`results ${bloc}`),
      signedIds: members(scene),
      unsigned: [],
    })),
  ]
}

function assessment(bloc: string, day: string, name: Name): Step {
  const body = async (scene: Scene) => {
    const { competences } = await scene.play.state('certification', certification)
    const own = competences.filter((code) => code.startsWith(`A${bloc.slice(-1)}C`))
    return {
      candidacyId: idIn(scene, `candidacy ${name}`),
      bloc,
      competences: own.map((competence) => ({ competence, acquired: true })),
      favourableCount: 2,
      outcome: 'validated',
    }
  }
  return step('AssessBloc', `mspr ${bloc}`, day, body, { records: `result ${bloc} ${name}` })
}

function final(name: Name): Step[] {
  const on = `candidacy ${name}`
  return [step('SubmitDossier', on, days.handedIn, dossier(`dossier ${name}`)), step('AcceptDossier', on, days.handedIn)]
}

function vae(): Step[] {
  const on = 'candidacy V'
  const feasibility = (scene: Scene) => ({
    personId: idIn(scene, 'person V'),
    certification,
    centreSiret: certifierSiret,
    target: 'certification',
    targetBlocs: [],
    territory: 'FR',
    receivedOn: '2024-01-15',
    file: file('feasibility'),
  })
  return [
    step('RecordFeasibilityFile', null, '2024-01-15', feasibility, { opens: on }),
    step('DeclareFeasibilityFileComplete', on, '2024-01-22'),
    step('GrantAdmissibility', on, '2024-02-05', { decidedOn: '2024-02-05' }),
    step('RecordValidationFile', on, '2024-05-13', { receivedOn: '2024-05-13', file: file('validation') }),
    step('VerifyValidationFile', on, '2024-05-20'),
  ]
}

function issuance(name: Name, day: string): Step {
  const body = (scene: Scene) => ({ issuedOn: day, issuedAtCommune: '34172', signatoryId: idIn(scene, 'member 0') })
  return step('ApproveIssuance', `candidacy ${name}`, day, body)
}

function annulled(decision: string, on: string, kind: 'jury' | 'mspr'): Step[] {
  const decisionEventId = (scene: Scene) => idIn(scene, decision)
  const why = { finalEpreuveStands: false, reason: 'juryIrregular', authority: 'certifier' }
  const asked = `annulment of ${decision}`
  return [
    step('RequestDecisionAnnulment', on, '2024-09-03', (scene) => ({ decisionEventId: decisionEventId(scene), ...why }), {
      kind,
      records: asked,
    }),
    step('AnnulDecision', on, '2024-09-03', (scene) => ({ decisionEventId: decisionEventId(scene), requestEventId: idIn(scene, asked) }), {
      kind,
      actor: another,
    }),
  ]
}

function revocation(name: Name): Step[] {
  const on = `candidacy ${name}`
  const asked = `revocation ${name}`
  const body = (scene: Scene) => ({ requestEventId: idIn(scene, asked), effectiveOn: '2024-09-03' })
  return [
    step('RequestCertificateRevocation', on, '2024-09-03', { reason: 'decisionAnnulled' }, { records: asked }),
    step('RevokeCertificate', on, '2024-09-03', body, { actor: another }),
  ]
}
