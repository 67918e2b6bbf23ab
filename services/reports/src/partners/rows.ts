import {
  correctedFacts,
  type Entry,
  type Folded,
  habilitationOn,
  legalDay,
  NotLoaded,
  openListTerms,
  type Sources,
  streamOf,
} from '@minutier/domain'
import { streamsOfKind } from '@minutier/read-models'
import type { Making, Row } from '../making/report.ts'
import type { Cell } from '../render/document.ts'

const page = 500

/** A row for each habilitation, by SIRET, then by its first day. */
export async function rowsOf(making: Making): Promise<Row[]> {
  const { readModels, size, parameters, progress, signal } = making
  const rows: Row[] = []
  for (let after = ''; ; ) {
    const streams = await streamsOfKind(readModels, { kind: 'partner', size }, { after, limit: page })
    for (const stream of streams) {
      signal.throwIfAborted()
      const siret = stream.slice(streamOf('partner', '').length)
      if (parameters.partner === null || parameters.partner === siret) rows.push(...(await rowsOfPartner(making, siret, stream)))
    }
    progress(rows.length, null)
    after = streams.at(-1) ?? ''
    if (streams.length < page) return rows
  }
}

interface Parts {
  readonly siret: string
  readonly partner: Folded<'partner'>
  readonly certification: Folded<'certification'>
  readonly making: Making
}

async function rowsOfPartner(making: Making, siret: string, stream: string): Promise<Row[]> {
  const code = making.parameters.certification
  const registration = streamOf('certification', code)
  const { partner, certification } = await making.at.decide([stream, registration], (sources) => ({
    partner: loaded(sources, 'partner', stream),
    certification: loaded(sources, 'certification', registration),
  }))
  const parts = { siret, partner, certification, making }
  return Object.entries(partner.state.habilitations)
    .filter(([, habilitation]) => habilitation.certification === code)
    .sort(([a, { fromOn: from }], [b, { fromOn: other }]) => (`${from} ${a}` < `${other} ${b}` ? -1 : 1))
    .map(([habilitationId]) => rowOf(habilitationId, parts))
}

function rowOf(habilitationId: string, parts: Parts): Row {
  const { siret, making } = parts
  const { at, fiche } = making
  const ranks = (events: readonly (Entry | null | undefined)[]) => {
    const found = events.flatMap((event) => (event ? [at.rankOf(event)] : []))
    return [...new Set(found)].sort((a, b) => a - b)
  }
  const said = [habilitationPart(habilitationId, parts), auditPart(parts), listPart(habilitationId, parts)]
  const traces = Object.fromEntries(said.flatMap(({ traces }) => Object.entries(traces).map(([key, events]) => [key, ranks(events)])))
  return {
    key: `${siret}:${habilitationId}`,
    cells: {
      siret,
      nom: fiche.certifiers.find((one) => one.siret === siret)?.legalName ?? null,
      ...Object.assign({}, ...said.map(({ cells }) => cells)),
    },
    positions: ranks(said.flatMap((part) => Object.values(part.traces).flat())),
    traces,
  }
}

interface Part {
  readonly cells: Readonly<Record<string, Cell>>
  readonly traces: Readonly<Record<string, readonly (Entry | null | undefined)[]>>
}

const scopes: Readonly<Record<string, string>> = {
  HABILITATION_FORMER: 'former',
  HABILITATION_ORGANISER: 'organiser',
  HABILITATION_ORGA_FORM: 'former et organiser',
}

const states: Readonly<Record<ReturnType<typeof habilitationOn>['status'], string>> = {
  active: 'active',
  notBegun: 'à venir',
  expired: 'échue',
  suspended: 'suspendue',
  revoked: 'révoquée',
}

function habilitationPart(habilitationId: string, { partner, making }: Parts): Part {
  const habilitation = partner.state.habilitations[habilitationId]
  if (!habilitation) throw new TypeError(`${partner.stream} has no such habilitation`)
  const { scope, blocs, fromOn, untilOn } = habilitation
  const own = correctedFacts(partner.history).filter(({ data }) => data['habilitationId'] === habilitationId)
  const terms = own.filter(({ type }) => type === 'PartnerHabilitated' || type === 'HabilitationAmended')
  return {
    cells: {
      habilitation: scopes[scope] ?? scope,
      blocs: [...blocs].sort().join(', '),
      du: day(fromOn),
      au: day(untilOn),
      etat: states[habilitationOn(habilitation, making.parameters.asOf).status],
    },
    traces: { habilitation: terms, blocs: terms, du: terms, au: terms, etat: own },
  }
}

/** Of the whole partner: an audit is not of one habilitation. */
function auditPart({ partner, making: { parameters } }: Parts): Part {
  const { asOf } = parameters
  const facts = correctedFacts(partner.history).filter((fact) => dayIn(fact) <= asOf)
  const audits = facts.filter(({ type }) => type === 'PartnerAudited')
  // Of two on one day, the last one recorded.
  const audit = audits.reduce<Entry | undefined>((last, one) => (last && dayIn(last) > dayIn(one) ? last : one), undefined)
  const found = audit && partner.state.audits[String(audit.data['auditId'])]
  const closed = new Set(facts.flatMap(({ type, data }) => (type === 'CorrectiveActionClosed' ? [data['actionId']] : [])))
  const open = facts.filter(({ type, data }) => type === 'CorrectiveActionRequested' && !closed.has(data['actionId']))
  const late = open.filter(({ data }) => String(data['dueOn']) < asOf)
  return {
    cells: {
      audit_le: found ? day(found.auditedOn) : null,
      majeurs: found?.majorCount ?? null,
      mineurs: found?.minorCount ?? null,
      actions_ouvertes: open.length,
      actions_en_retard: late.length,
    },
    traces: { audit_le: [audit], majeurs: [audit], mineurs: [audit], actions_ouvertes: open, actions_en_retard: late },
  }
}

function listPart(habilitationId: string, { partner, certification, making }: Parts): Part {
  const { asOf } = making.parameters
  const list = correctedFacts(certification.history)
    .filter((fact) => fact.type === 'PartnerListTransmitted' && dayIn(fact) <= asOf)
    .reduce<Entry | undefined>((last, one) => (last && dayIn(last) > dayIn(one) ? last : one), undefined)
  const [first] = openListTerms(habilitationId, partner, certification, asOf)
  const late = first !== undefined && first.dueOn < asOf
  return {
    cells: {
      transmise_le: list ? day(dayIn(list)) : null,
      a_transmettre_avant: first ? day(first.dueOn) : null,
      dans_les_deux_mois: { kind: 'flag', value: !late },
    },
    traces: { transmise_le: [list], a_transmettre_avant: [first?.event], dans_les_deux_mois: [first?.event, list] },
  }
}

function dayIn({ type, data, occurredAt }: Entry): string {
  return legalDay({ ...data, type }, occurredAt)
}

function day(value: string): Cell {
  return { kind: 'day', day: value }
}

function loaded<K extends 'partner' | 'certification'>(sources: Sources, kind: K, stream: string): Folded<K> {
  const folded = sources.folded(kind, stream)
  if (!folded) throw new NotLoaded('stream', stream)
  return folded
}
