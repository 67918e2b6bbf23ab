import type { ErrorCode } from '@minutier/event-store'
import type { Bilingual, LedgerErrorCode } from '@minutier/ledger'

/** What an error of the layers below means to whoever called: its HTTP status, and what to do, in both languages. */
export interface ProblemText extends Bilingual {
  readonly status: number
}

const retry: Bilingual = { fr: 'le registre ne peut pas répondre : réessayez', en: 'the ledger cannot answer: try again' }
const damaged: Bilingual = {
  fr: 'un fichier du registre est endommagé ou d’une autre version : prévenez l’exploitant',
  en: 'a file of the ledger is damaged or of another version: tell the operator',
}
const full: Bilingual = {
  fr: 'le disque est plein : rien n’a été écrit, libérez de la place et renvoyez',
  en: 'the disk is full: nothing was written, free some space and send again',
}
const unknownOutcome: Bilingual = {
  fr: 'on ne sait pas si c’est écrit : renvoyez avec le même Idempotency-Key',
  en: 'it is not known whether it was written: send again with the same Idempotency-Key',
}
const tooLarge: Bilingual = { fr: 'ce fait est trop long', en: 'this fact is too long' }
const internal: Bilingual = { fr: 'erreur interne ; rien n’a été écrit', en: 'internal error; nothing was written' }

export const ledgerProblems: Readonly<Record<LedgerErrorCode, ProblemText>> = {
  LEDGER_COMMAND_REUSED: {
    status: 409,
    fr: 'cet identifiant de commande a déjà servi avec un autre contenu : envoyez un nouvel Idempotency-Key, ou le premier contenu',
    en: 'this command id was used with another body: send a new Idempotency-Key, or the first body',
  },
  LEDGER_CONFLICT: {
    status: 409,
    fr: 'd’autres écrivaient au même endroit : renvoyez la commande',
    en: 'others kept writing to the same stream: send the command again',
  },
  LEDGER_DOCUMENT_UNKNOWN: {
    status: 422,
    fr: 'aucun document public n’a cette empreinte : déposez-le d’abord (POST /v1/documents)',
    en: 'no public document has this fingerprint: keep it first (POST /v1/documents)',
  },
  LEDGER_DOCUMENT_NO_RULEBOOK: {
    status: 422,
    fr: 'le document qui a cette empreinte n’est pas un règlement : minutier rulebook check dit pourquoi',
    en: 'the document with this fingerprint is no rulebook: minutier rulebook check says why',
  },
  LEDGER_DOCUMENT_DAMAGED: { status: 500, ...damaged },
  LEDGER_UNKNOWN_EVENT: { status: 500, ...damaged },
  LEDGER_FOLDER_HELD: { status: 500, ...internal },
  LEDGER_FOLDER_READ_ONLY: { status: 500, ...internal },
}

export const storeProblems: Readonly<Record<ErrorCode, ProblemText>> = {
  ES_WRONG_EXPECTED_REVISION: ledgerProblems.LEDGER_CONFLICT,
  ES_DUPLICATE_EVENT_ID: { status: 500, ...internal },
  ES_INVALID_EVENT: { status: 500, ...internal },
  ES_TOO_LARGE: { status: 413, ...tooLarge },
  ES_OUTCOME_UNKNOWN: { status: 503, ...unknownOutcome },
  ES_UNAVAILABLE: { status: 503, ...retry },
  ES_STORAGE_FULL: { status: 507, ...full },
  ES_CORRUPT: { status: 500, ...damaged },
  ES_NEWER_FILE: { status: 500, ...damaged },
  ES_STREAM_DELETED: { status: 500, ...damaged },
  ES_ACCESS_DENIED: { status: 503, ...retry },
  ES_SUBSCRIPTION_DROPPED: { status: 503, ...retry },
  ES_CHECKPOINT_AHEAD: { status: 500, ...damaged },
  ES_HISTORY_FORKED: { status: 500, ...damaged },
  ES_CLOSED: { status: 503, ...retry },
}

/** The vault's codes are its own: an error that has one is told by it. Any other of its codes is a vault that cannot answer. */
export function vaultProblem(code: string): ProblemText | undefined {
  if (!code.startsWith('VAULT_')) return undefined
  return vaultProblems[code] ?? { status: 503, ...retry }
}

const refusedContent: Bilingual = {
  fr: 'le coffre des données personnelles refuse ce contenu : textes en Unicode, nombres exacts',
  en: 'the vault of personal data refuses this content: texts in Unicode, exact numbers',
}
const vaultProblems: Readonly<Partial<Record<string, ProblemText>>> = {
  VAULT_INVALID_PAYLOAD: { status: 400, ...refusedContent },
  VAULT_INVALID_INDEX: { status: 400, ...refusedContent },
  VAULT_TOO_DEEP: { status: 400, ...refusedContent },
  VAULT_TOO_LARGE: { status: 413, ...tooLarge },
  VAULT_STORAGE_FULL: { status: 507, ...full },
  VAULT_OUTCOME_UNKNOWN: { status: 503, ...unknownOutcome },
  VAULT_MISMATCH: { status: 500, ...damaged },
  VAULT_CORRUPT: { status: 500, ...damaged },
  VAULT_KEY_DAMAGED: { status: 500, ...damaged },
  VAULT_NEWER_SCHEMA: { status: 500, ...damaged },
}
