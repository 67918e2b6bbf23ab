import { dayOf } from '@minutier/domain'
import type { Making, Row } from '../making/report.ts'
import type { Cell } from '../render/document.ts'
import { type Hearing, ownHearings } from './hearings.ts'
import { type Member, membersOf } from './members.ts'
import type { PersonNames } from './names.ts'
import {
  affiliationTexts,
  epreuvesOf,
  kindTexts,
  modeText,
  qualityText,
  routesOf,
  seatTexts,
  signatureText,
  standingTexts,
  stateText,
  verdictText,
} from './texts.ts'
import { centreOf, dayOfSession, inOrder, isJury, lastOf, modeOf, ranksOf, sealOf, type ToldSession } from './told.ts'

type Asked = Pick<Making['parameters'], 'masked' | 'partner'>

/** Below this many persons a figure is not told to a regulator. */
const fewest = 5

/** A row for each member of a session, or one without a member before there is a jury. `names`: null for the form without. */
export async function rowsOf(told: ToldSession, asked: Asked, names: PersonNames | null): Promise<Row[]> {
  const session = sessionPart(told, asked)
  const members = membersOf(told)
  if (members.length === 0) return [{ key: `${told.id}:`, ...session }]
  const rows: Row[] = []
  for (const member of members) {
    const own = memberPart(member, told, asked)
    rows.push({
      key: `${told.id}:${member.memberId}`,
      cells: { ...session.cells, ...own.cells, ...(names && (await namePart(member, names))) },
      positions: inOrder([...session.positions, ...own.positions]),
      traces: { ...session.traces, ...own.traces },
    })
  }
  return rows
}

type Part = Required<Pick<Row, 'cells' | 'positions' | 'traces'>>

function sessionPart(told: ToldSession, { masked }: Asked): Part {
  const { id, kind, state } = told
  const opening = ranksOf(told, [lastOf(told, 'JurySessionOpened', 'MsprBriefIssued')])
  const defence = masked ? [] : ranksOf(told, [lastOf(told, 'MsprDefenceHeld')])
  const sealed = sealOf(told)
  const seal = ranksOf(told, [sealed?.event])
  const judged = told.verdicts.map(({ rule, by }) => [rule.id, ranksOf(told, masked ? by.filter(isOfMany) : by)] as const)
  return {
    cells: {
      session: id,
      nature: kindTexts[kind],
      date: { kind: 'day', day: dayOfSession(told) },
      mode: modeText(modeOf(told)),
      lieu: centreOf(told),
      territoire: isJury(state) ? state.territory : null,
      etat: stateText(told),
      voie: routesOf(told),
      epreuve: epreuvesOf(told),
      pv_empreinte: sealed?.fingerprint ?? null,
      pv_scelle_le: sealed ? { kind: 'day', day: dayOf(sealed.event.occurredAt) } : null,
      ...Object.fromEntries(told.verdicts.map((verdict) => [verdict.rule.id, verdictText(verdict)])),
    },
    positions: inOrder([...opening, ...defence, ...seal, ...judged.flatMap(([, ranks]) => ranks)]),
    traces: {
      date: defence.length > 0 ? defence : opening,
      mode: defence.length > 0 ? defence : opening,
      lieu: opening,
      pv_empreinte: seal,
      pv_scelle_le: seal,
      ...Object.fromEntries(judged),
    },
  }
}

/** Not of one candidate: the number of such events tells what a masked figure does not. */
function isOfMany({ type }: { readonly type: string }): boolean {
  return !['DefenceHeld', 'VaeInterviewHeld', 'MsprDefenceHeld', 'DeliberationHeld'].includes(type)
}

function memberPart(member: Member, told: ToldSession, asked: Asked): Part {
  const { hearings, seating, signature } = member
  const heard = new Set(hearings.flatMap(({ candidacyIds }) => candidacyIds)).size
  const own = ownHearings(hearings, told, asked.partner)
  const heardRanks = asked.masked
    ? []
    : ranksOf(
        told,
        hearings.map(({ entry }) => entry),
      )
  const ownRanks = asked.masked
    ? []
    : ranksOf(
        told,
        own.map(({ entry }) => entry),
      )
  const seatingRanks = ranksOf(told, seating)
  const signatureRanks = ranksOf(told, [signature.event])
  const masked: Cell = { kind: 'masked' }
  return {
    cells: {
      membre: member.memberId,
      qualite: qualityText(member),
      siege: seatTexts[member.seat],
      lien: affiliationTexts[member.affiliation],
      situation: standingTexts[member.standing],
      candidats_entendus: asked.masked && heard > 0 && heard < fewest ? masked : heard,
      // Minutes beyond the normal time tell of an accommodation, which is health data.
      minutes_prevues: asked.masked && heard > 0 ? masked : total(own, ({ plannedMinutes }) => plannedMinutes),
      minutes_effectives: asked.masked && heard > 0 ? masked : total(own, ({ actualMinutes }) => actualMinutes),
      signature: signatureText(signature),
    },
    positions: [...heardRanks, ...seatingRanks, ...signatureRanks],
    traces: {
      membre: seatingRanks,
      qualite: seatingRanks,
      siege: seatingRanks,
      lien: seatingRanks,
      situation: seatingRanks,
      candidats_entendus: heardRanks,
      minutes_prevues: ownRanks,
      minutes_effectives: ownRanks,
      signature: signatureRanks,
    },
  }
}

/** Null where nothing of it is known. */
function total(hearings: readonly Hearing[], minutesOf: (hearing: Hearing) => number | null): number | null {
  const known = hearings.map(minutesOf).filter((minutes) => minutes !== null)
  return known.length === 0 ? null : known.reduce((sum, minutes) => sum + minutes, 0)
}

async function namePart({ memberId }: Member, names: PersonNames): Promise<Record<string, Cell>> {
  const { employer, job } = await names.profileOf(memberId)
  return { nom: await names.nameOf(memberId), employeur: employer, fonction: job }
}
