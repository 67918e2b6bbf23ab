import { codeText, dayOf, decidersOf, whoSat } from '@minutier/domain'
import { sentenceOf } from '../history/narration.ts'
import { type Member, membersOf } from '../juries/members.ts'
import type { PersonNames } from '../juries/names.ts'
import { erased } from '../juries/names.ts'
import { epreuvesOf, kindTexts, modeText, qualityText, seatTexts, signatureText, standingTexts, stateText } from '../juries/texts.ts'
import { centreOf, dayOfSession, isJury, lastOf, modeOf, ranksOf, sealOf, textIn } from '../juries/told.ts'
import type { Making, Row } from '../making/report.ts'
import type { Cell } from '../render/document.ts'
import { annulmentText, type CandidateTold } from './decisions.ts'
import { candidacyOf, referenceOf, type Sitting, toldFacts } from './told.ts'

/** The state of the minutes as a document. */
export type DocumentState = 'projet' | 'définitif' | 'annulé'

export function documentState({ session }: Sitting): DocumentState {
  if (session.state.status === 'cancelled') return 'annulé'
  return sealOf(session) ? 'définitif' : 'projet'
}

export function sessionRow(sitting: Sitting, { fiche, parameters }: Pick<Making, 'fiche' | 'parameters'>): Row {
  const { session, isExtract } = sitting
  const seal = sealOf(session)
  const state = documentState(sitting)
  return {
    key: session.id,
    cells: {
      document: isExtract ? `${state}, extrait` : state,
      fiche: parameters.certification,
      intitule: fiche.title,
      niveau: fiche.level,
      certificateur: fiche.certifiers.map(({ legalName }) => legalName).join(', '),
      session: session.id,
      nature: kindTexts[session.kind],
      date: day(dayOfSession(session)),
      mode: modeText(modeOf(session)),
      lieu: centreOf(session),
      territoire: isJury(session.state) ? session.state.territory : null,
      epreuve: epreuvesOf(session),
      etat: stateText(session),
      pv_empreinte: seal?.fingerprint ?? null,
      pv_scelle_le: seal ? day(dayOf(seal.event.occurredAt)) : null,
    },
    positions: ranksOf(session, [lastOf(session, 'JurySessionOpened', 'MsprBriefIssued'), lastOf(session, 'MsprDefenceHeld'), seal?.event]),
  }
}

export async function compositionRows({ session }: Sitting, names: PersonNames | null): Promise<Row[]> {
  const rows: Row[] = []
  for (const member of membersOf(session)) {
    const { memberId, seat, standing, seating } = member
    rows.push({
      key: memberId,
      cells: {
        membre: memberId,
        ...(names && { nom: await names.nameOf(memberId), fonction: (await names.profileOf(memberId)).job }),
        qualite: qualityText(member),
        siege: seatTexts[seat],
        situation: standingTexts[standing],
      },
      positions: ranksOf(session, seating),
    })
  }
  return rows
}

/** Members who sat, or who are to sit before anybody did: who signs. */
export function signatories({ session }: Sitting): Member[] {
  const { state } = session
  const sat = isJury(state) ? whoSat(state) : decidersOf(state)
  const awaited = ({ standing }: Member) => standing !== 'replaced' && standing !== 'recused'
  return membersOf(session).filter((member) => (sat.length === 0 ? awaited(member) : sat.includes(member.memberId)))
}

export async function signatureRows(sitting: Sitting, names: PersonNames | null): Promise<Row[]> {
  const rows: Row[] = []
  for (const { memberId, signature } of signatories(sitting)) {
    const given = signature.state === 'signed' && signature.event.type === 'MinutesSigned' ? signature.event : null
    rows.push({
      key: memberId,
      cells: {
        membre: memberId,
        ...(names && { nom: await names.nameOf(memberId) }),
        signature: signatureText(signature),
        signe_le: signature.state === 'signed' ? day(dayOf(signature.event.occurredAt)) : null,
        methode: given ? codeText(textIn(given, 'method') ?? '', 'fr') : null,
      },
      positions: ranksOf(sitting.session, [signature.event]),
    })
  }
  return rows
}

export async function candidateRows(
  candidates: readonly CandidateTold[],
  { session }: Sitting,
  { names, readFact }: { readonly names: PersonNames | null } & Pick<Making, 'readFact'>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const one of candidates) {
    const { for: pour, against: contre, abstained: abstentions } = one.votes
    rows.push({
      key: one.candidacyId,
      cells: {
        reference: one.reference,
        ...(names && { nom: await names.nameOf(one.personId), motivation: await motivationOf(one, readFact) }),
        voie: one.route,
        objet: one.object,
        presence: one.presence,
        entendu_le: one.heardOn === null ? null : day(one.heardOn),
        blocs_acquis: one.blocs.join(', ') || null,
        competences_non_acquises: one.notAcquired.join(', ') || null,
        avis: one.opinion,
        epreuve_finale: one.finalEpreuve,
        issue: one.outcome,
        motif: one.reason,
        pour,
        contre,
        abstentions,
        president: one.presidentId,
        annulation: one.annulment && annulmentText(one.annulment),
      },
      positions: ranksOf(session, one.facts),
      traces: {
        issue: ranksOf(session, [one.decision]),
        annulation: ranksOf(session, one.annulment ? [one.annulment.requested, one.annulment.annulled] : []),
      },
    })
  }
  return rows
}

/** The words of the jury, where it gave some. */
async function motivationOf({ decision, personId }: CandidateTold, readFact: Making['readFact']): Promise<string | null> {
  if (!decision || textIn(decision, 'motiveCommitment') === null) return null
  const fact = await readFact(personId, 'dossier', decision.id)
  return typeof fact === 'object' && fact !== null && 'text' in fact && typeof fact.text === 'string' ? fact.text : erased
}

/** Of an extract the sentences are those without minutes: a team's tell of any of its members. */
export function eventRows(sitting: Sitting, asked: { readonly masked: boolean }): Row[] {
  const { session } = sitting
  const masked = asked.masked || sitting.isExtract
  return toldFacts(sitting).map((fact) => {
    const position = session.rankOf(fact)
    const of = candidacyOf(fact, session.facts)
    const { occurredAt, recordedAt, type } = fact
    const cells: Record<string, Cell> = {
      position,
      survenu_a: occurredAt,
      enregistre_a: recordedAt,
      evenement: type,
      candidat: of === null ? null : referenceOf(of, session),
      effet: sentenceOf(fact, { masked }),
    }
    return { key: String(position), cells, positions: [position] }
  })
}

function day(value: string): Cell {
  return { kind: 'day', day: value }
}
