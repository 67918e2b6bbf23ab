import { addDays, dayOf, type Entry, type Verdict } from '@minutier/domain'
import { factDay, textIn } from './told.ts'

/**
 * The explanations of a report, in French. Days are ISO, facts are named by their type and reasons by their code: nothing here depends on a
 * locale, nor tells a duration from which an accommodation could be guessed.
 */

export function lateText(entry: Entry, days: number): string {
  const recordedOn = dayOf(entry.recordedAt)
  return `Fait ${entry.type} du ${addDays(recordedOn, -days)} enregistré le ${recordedOn}, ${days} jours après.`
}

export function waivedText(entry: Entry, rule: string, reason: string): string {
  return `Règle ${rule} levée par le motif ${reason}, donné avec ${entry.type} du ${factDay(entry)}.`
}

export function violatedText(entry: Entry, rule: string): string {
  return `Règle ${rule} enfreinte par ${entry.type} du ${factDay(entry)}.`
}

export function effectRefusedText(entry: Entry, rule: string): string {
  return `Effet ${textIn(entry, 'effect')} refusé le ${dayOf(entry.recordedAt)} par la règle ${rule}.`
}

export function rectifiedText(entry: Entry, corrected: Entry | undefined): string {
  const correction = entry.data['correction']
  const fields = typeof correction === 'object' && correction !== null ? Object.keys(correction).sort().join(', ') : ''
  return `${factText(corrected)} rectifié le ${dayOf(entry.recordedAt)} (${fields})${reasonText(entry)}.`
}

/** `why`: the event that gives reason and authority; `done`: the one that undid, where it is another. */
export function annulledText(why: Entry, undone: Entry | undefined, done: Entry = why): string {
  return `${factText(undone)} annulé le ${dayOf(done.recordedAt)}${reasonText(why)}.`
}

export function revokedText(effectiveOn: string, request: Entry | undefined): string {
  return `Certificat révoqué à compter du ${effectiveOn}${request ? reasonText(request) : ''}.`
}

interface Outside {
  readonly issuedOn: string
  readonly enteredOn: string | null
  readonly rule: string
  readonly status: Verdict['status']
}

/** `since`: the expiry, or the day on which the registration stopped running. */
export function outsideText(
  how: 'expired' | 'suspended' | 'withdrawn',
  since: string,
  { issuedOn, enteredOn, rule, status }: Outside,
): string {
  const entry = enteredOn === null ? 'entrée inconnue' : `entrée du ${enteredOn}`
  return `Délivré le ${issuedOn}, ${outside[how]} ${since} ; ${entry} ; règle ${rule} ${statusTexts[status]}.`
}

const outside = {
  expired: 'après l’échéance de l’enregistrement au',
  suspended: 'alors que l’enregistrement est suspendu depuis le',
  withdrawn: 'alors que l’enregistrement est retiré depuis le',
} as const

export const statusTexts: Readonly<Record<Verdict['status'], string>> = {
  satisfied: 'satisfaite',
  pending: 'en attente',
  waived: 'levée',
  violated: 'enfreinte',
  notApplicable: 'sans objet',
}

function factText(entry: Entry | undefined): string {
  return entry ? `Fait ${entry.type} du ${factDay(entry)}` : 'Fait'
}

function reasonText(entry: Entry): string {
  const reason = textIn(entry, 'reason')
  const authority = textIn(entry, 'authority')
  return `${reason === null ? '' : `, motif ${reason}`}${authority === null ? '' : `, autorité ${authority}`}`
}
