import type { SessionVerdict } from '@minutier/domain'
import { codeText } from '@minutier/domain'
import { statusTexts } from '../conformity/sentences.ts'
import type { Member, Signature, Standing } from './members.ts'
import { isJury, type ToldSession } from './told.ts'

/** What a jury's sessions are called, in French. */

const modes: Readonly<Record<string, string>> = { onSite: 'sur place', remote: 'à distance', mixed: 'mixte' }

export function modeText(mode: string | null): string | null {
  return mode === null ? null : (modes[mode] ?? mode)
}

const qualities: Readonly<Record<string, string>> = {
  'innovation-pedagogy': 'direction Innovation & Pédagogie',
  'centre-director': 'direction du centre de formation',
  'centre-director-representative': 'représentant de la direction du centre de formation',
}

export function qualityText({ quality, seat }: Pick<Member, 'quality' | 'seat'>): string {
  if (quality !== null) return qualities[quality] ?? quality
  return seat === 'external' ? 'professionnel externe' : ''
}

export const seatTexts: Readonly<Record<Member['seat'], string>> = { internal: 'interne', external: 'externe' }

export const affiliationTexts: Readonly<Record<Member['affiliation'], string>> = {
  none: 'aucun',
  certifier: 'organisme certificateur',
  partner: 'partenaire',
}

export const standingTexts: Readonly<Record<Standing, string>> = {
  seated: 'titulaire',
  called: 'remplaçant',
  calledForSome: 'remplaçant pour certains candidats',
  recused: 'récusé',
  recusedForSome: 'récusé pour certains candidats',
  replaced: 'remplacé',
  replacedForSome: 'remplacé pour certains candidats',
}

export const kindTexts: Readonly<Record<ToldSession['kind'], string>> = { jury: 'jury de certification', mspr: 'jury de MSPR' }

const states: Readonly<Record<string, string>> = {
  open: 'ouverte',
  constituted: 'jury constitué',
  sitting: 'en cours',
  briefed: 'cahier des charges remis',
  teamed: 'équipe constituée',
  prepared: 'préparation faite',
  defended: 'soutenue',
  sealed: 'procès-verbal scellé',
  cancelled: 'annulée',
}

export function stateText({ state }: Pick<ToldSession, 'state'>): string {
  if (state.status === 'sealed' && !isJury(state)) return 'résultats scellés'
  return states[state.status] ?? state.status
}

export function signatureText({ state, reason }: Signature): string | null {
  if (state === 'signed') return 'signé'
  return state === 'unsigned' ? `non signé : ${codeText(reason, 'fr')}` : null
}

/** A rule's verdict, and the reason that waived it. */
export function verdictText({ status, waivers }: SessionVerdict): string {
  const reasons = [...new Set(waivers)].map((code) => codeText(code, 'fr'))
  return status === 'waived' ? `${statusTexts.waived} : ${reasons.join(', ')}` : statusTexts[status]
}

/** Routes of those who are convened, in the order of their codes. */
export function routesOf({ candidacies }: Pick<ToldSession, 'candidacies'>): string {
  return [...new Set([...candidacies.values()].map(({ route }) => route))].sort().join(', ')
}

/** What is heard: `final`, `vae`, or the bloc of an MSPR. */
export function epreuvesOf({ state, candidacies }: Pick<ToldSession, 'state' | 'candidacies'>): string {
  if (!isJury(state)) return `mspr:${state.bloc}`
  const vae = Object.keys(state.candidates).map((id) => candidacies.get(id)?.route === 'VAE')
  return [...new Set(vae.map((one) => (one ? 'vae' : 'final')))].sort().join(', ')
}

/** The same in words. */
export function epreuvesText(codes: string): string {
  return codes.replace('mspr:', 'MSPR du bloc ').replace('final', 'épreuve finale').replace('vae', 'VAE')
}
