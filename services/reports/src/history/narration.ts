import { dayText, type Entry, narrate } from '@minutier/domain'

/** Minutes beyond the normal time tell of an accommodation, which is health data: a regulator is told the event without them. */
const withoutMinutes: Readonly<Record<string, (on: string) => string>> = {
  MsprPreparationRecorded: (on) => `MSPR : préparation achevée le ${on}`,
  MsprDefenceHeld: (on) => `MSPR : soutenance orale tenue le ${on}`,
  DefenceHeld: (on) => `Soutenance tenue le ${on}`,
  VaeInterviewHeld: (on) => `Entretien VAE tenu le ${on}`,
}

/** An event in a sentence, in French. */
export function sentenceOf(entry: Entry, { masked }: { readonly masked: boolean }): string {
  const discreet = masked ? withoutMinutes[entry.type] : undefined
  if (!discreet) return narrate(entry, 'fr')
  const day = entry.data['heldOn'] ?? entry.data['untilOn']
  return discreet(typeof day === 'string' ? dayText(day, 'fr') : '')
}

const roles: Readonly<Record<string, string>> = {
  registrar: 'scolarité',
  certifier: 'organisme certificateur',
  'jury-secretary': 'secrétariat du jury',
  auditor: 'auditeur',
  regulator: 'régulateur',
  dpo: 'délégué à la protection des données',
  operator: 'exploitant',
  process: 'processus',
}

export function roleText(role: string): string {
  return roles[role] ?? role
}

/** Who recorded an event: role and id. */
export function actorText({ role, actor }: { readonly role: string; readonly actor: string }): string {
  return role === 'process' ? actor : `${roleText(role)} ${actor}`
}
