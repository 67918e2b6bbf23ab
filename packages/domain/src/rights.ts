import { type CommandType, commands } from './catalogue.ts'
import type { Role } from './kernel/event.ts'

/**
 * Who may do what (certification reference, 5.11): the only place that says it. A registrar acts only where the candidacy or the
 * MSPR is of its own centre: `ownCentre`.
 */
export interface Right {
  readonly roles: readonly Role[]
  readonly ownCentre: boolean
}

const certifierOnly: Right = { roles: ['certifier'], ownCentre: false }
const registrarOfCentre: Right = { roles: ['registrar', 'certifier'], ownCentre: true }
const jurySecretary: Right = { roles: ['jury-secretary', 'certifier'], ownCentre: false }
/** A registrar's report holds its own rows: the report sees to it, not the command. An auditor's and a regulator's grant is judged. */
const readers: Right = { roles: ['certifier', 'registrar', 'auditor', 'regulator'], ownCentre: false }
const processOnly: Right = { roles: ['process'], ownCentre: false }

/** Commands whose right is not that of their stream's kind. */
const exceptions: Partial<Record<CommandType, Right>> = {
  // admissibility, equivalence, exceptional admission, exemptions
  GrantAdmissibility: certifierOnly,
  RefuseAdmissibility: certifierOnly,
  DeemAdmissibilityGranted: certifierOnly,
  CreditBlocByEquivalence: certifierOnly,
  GrantExceptionalAdmission: certifierOnly,
  RefuseExceptionalAdmission: certifierOnly,
  ExemptBloc: certifierOnly,
  ExemptEpreuvePart: certifierOnly,
  // issuance, revocation, reissue, credential; exclusion of a passage
  ApproveIssuance: certifierOnly,
  ReissueCertificate: certifierOnly,
  RequestCertificateRevocation: certifierOnly,
  RevokeCertificate: certifierOnly,
  PublishCredential: certifierOnly,
  ExcludePassage: certifierOnly,
  // annulments; corrections
  RequestDecisionAnnulment: certifierOnly,
  AnnulDecision: certifierOnly,
  RectifyFact: certifierOnly,
  AnnulFact: certifierOnly,
  // mspr: brief and cancellation are the certifier's, the jury's work the secretary's
  IssueMsprBrief: certifierOnly,
  CancelMspr: certifierOnly,
  ConstituteMsprJury: jurySecretary,
  RecordMsprDefence: jurySecretary,
  InterruptMsprDefence: jurySecretary,
  AssessBloc: jurySecretary,
  SealMsprResults: jurySecretary,
  NotifyDecision: jurySecretary,
  LodgeAppeal: jurySecretary,
  DecideAppeal: jurySecretary,
  // person: who may enter whom also depends on the facts (see `mayRecordFacts`)
  RecordIdentity: { roles: ['registrar', 'jury-secretary', 'certifier'], ownCentre: true },
  RectifyIdentity: { roles: ['registrar', 'jury-secretary', 'certifier'], ownCentre: true },
  ClaimCertificate: processOnly,
  ReleaseCertificateClaim: processOnly,
  AssignCertificateNumber: processOnly,
  RequestErasure: { roles: ['registrar', 'certifier', 'dpo'], ownCentre: true },
  RefuseErasure: { roles: ['dpo'], ownCentre: false },
  ErasePersonalData: { roles: ['dpo'], ownCentre: false },
  ExportPersonalData: { roles: ['dpo'], ownCentre: false },
  PurgeNir: { roles: ['dpo'], ownCentre: false },
  RecordNir: certifierOnly,
  GenerateReport: readers,
}

const byKind: Readonly<Record<string, Right>> = {
  certification: certifierOnly,
  partner: certifierOnly,
  transmission: certifierOnly,
  candidacy: registrarOfCentre,
  mspr: registrarOfCentre,
  jury: jurySecretary,
  person: certifierOnly,
  register: processOnly,
  // A file is nobody's: each of its lines is judged by the rights of who brings it.
  import: { roles: ['registrar', 'certifier'], ownCentre: false },
}

export function rightOf(command: CommandType): Right {
  return exceptions[command] ?? byKind[commands[command].kinds[0] ?? ''] ?? certifierOnly
}

/** A registrar records candidates, a jury secretary records members: their profile is what tells them apart. */
export function mayRecordFacts(role: Role, categories: readonly string[]): boolean {
  if (role === 'registrar') return !categories.includes('profile')
  if (role === 'jury-secretary') return categories.includes('profile') || categories.every((one) => one !== 'identity')
  return role === 'certifier'
}
