import { correctedFacts, type Folded, habilitationOn, NotLoaded, openListTerms, streamOf } from '@minutier/domain'
import { streamsOfKind } from '@minutier/read-models'
import { type Making, pagesOf, type ReportKind, type Row } from '../making/report.ts'
import type { Cell, Column } from '../render/document.ts'

/** R8: habilitations as they stand on the as-of day, and whether France compétences knows of them. */
export const partnersReport: ReportKind = {
  kind: 'R8',
  name: 'partners',
  title: 'Partenaires habilités',
  formats: ['xlsx', 'csv', 'json'],
  generatorVersion: 'R8-1',
  takes: [],
  named: 'never',
  async make(making) {
    return { tables: [{ name: 'habilitations', title: 'Habilitations', columns, rows: pagesOf(await rowsOf(making)) }] }
  },
}

function column(key: string, title: string, type: Column['type'], definition: string, source: string): Column {
  return { key, title, type, definition, source }
}

const columns: readonly Column[] = [
  column('siret', 'SIRET', 'text', 'Établissement du partenaire', 'PartnerHabilitated'),
  column('habilitation', 'Habilitation', 'text', 'Former, organiser l’évaluation, ou les deux', 'PartnerHabilitated, HabilitationAmended'),
  column('blocs', 'Blocs', 'text', 'Blocs habilités', 'PartnerHabilitated, HabilitationAmended'),
  column('du', 'Du', 'day', 'Premier jour', 'PartnerHabilitated, HabilitationAmended'),
  column('au', 'Au', 'day', 'Dernier jour', 'PartnerHabilitated, HabilitationAmended'),
  column('etat', 'État', 'text', 'État à la date d’observation', 'calcul'),
  column('audit_le', 'Dernier audit le', 'day', 'Jour du dernier audit', 'PartnerAudited'),
  column('majeurs', 'Écarts majeurs', 'integer', 'Constats du dernier audit', 'PartnerAudited'),
  column('mineurs', 'Écarts mineurs', 'integer', 'Constats du dernier audit', 'PartnerAudited'),
  column(
    'actions_ouvertes',
    'Actions ouvertes',
    'integer',
    'Actions correctives non closes',
    'CorrectiveActionRequested, CorrectiveActionClosed',
  ),
  column('transmise_le', 'Liste transmise le', 'day', 'Dernière liste envoyée à France compétences', 'PartnerListTransmitted'),
  column('dans_les_deux_mois', 'Dans les deux mois', 'flag', 'Aucun changement de plus de deux mois n’attend sa transmission', 'calcul'),
]

const scopes: Readonly<Record<string, string>> = {
  HABILITATION_FORMER: 'former',
  HABILITATION_ORGANISER: 'organiser',
  HABILITATION_ORGA_FORM: 'former et organiser',
}

const states: Readonly<Record<string, string>> = {
  active: 'active',
  notBegun: 'à venir',
  expired: 'échue',
  suspended: 'suspendue',
  revoked: 'révoquée',
}

/** Partners are few. */
const mostPartners = 10_000

async function rowsOf(making: Making): Promise<Row[]> {
  const { readModels, size, parameters, at } = making
  const rows: Row[] = []
  for (const stream of await streamsOfKind(readModels, { kind: 'partner', size }, { limit: mostPartners })) {
    const siret = stream.slice(streamOf('partner', '').length)
    if (parameters.partner !== null && parameters.partner !== siret) continue
    const partner = await at.decide([stream], (sources) => sources.folded('partner', stream) ?? missing(stream))
    const own = Object.keys(partner.state.habilitations).filter(
      (id) => partner.state.habilitations[id]?.certification === parameters.certification,
    )
    rows.push(...own.map((id) => rowOf(making, siret, id, partner)))
  }
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1))
}

function rowOf(
  { parameters: { asOf }, certification, at }: Making,
  siret: string,
  habilitationId: string,
  partner: Folded<'partner'>,
): Row {
  const { habilitations, audits, actions } = partner.state
  const habilitation = habilitations[habilitationId]
  if (!habilitation) throw new TypeError(`${partner.stream} has no such habilitation`)
  const { scope, blocs, fromOn, untilOn } = habilitation
  const audited = Object.values(audits)
    .filter(({ auditedOn }) => auditedOn <= asOf)
    .sort((a, b) => (a.auditedOn < b.auditedOn ? -1 : 1))
    .at(-1)
  const lists = correctedFacts(certification.history).filter(
    ({ type, data }) => type === 'PartnerListTransmitted' && String(data['transmittedOn']) <= asOf,
  )
  const sentOn =
    lists
      .map(({ data }) => String(data['transmittedOn']))
      .sort()
      .at(-1) ?? null
  const late = openListTerms(habilitationId, partner, certification, asOf).some(({ dueOn }) => dueOn < asOf)
  const events = correctedFacts(partner.history).filter(
    ({ type, data }) => data['habilitationId'] === habilitationId || ofWholePartner.has(type),
  )
  const cells: Record<string, Cell> = {
    siret,
    habilitation: scopes[scope] ?? scope,
    blocs: blocs.join(', '),
    du: dayCell(fromOn),
    au: dayCell(untilOn),
    etat: states[habilitationOn(habilitation, asOf).status] ?? null,
    audit_le: audited ? dayCell(audited.auditedOn) : null,
    majeurs: audited?.majorCount ?? null,
    mineurs: audited?.minorCount ?? null,
    actions_ouvertes: Object.values(actions).filter(({ closedOn }) => closedOn === null || closedOn > asOf).length,
    transmise_le: sentOn === null ? null : dayCell(sentOn),
    dans_les_deux_mois: { kind: 'flag', value: !late },
  }
  const positions = [...events, ...lists.slice(-1)].map((entry) => at.rankOf(entry)).sort((a, b) => a - b)
  return { key: `${siret}-${habilitationId}`, cells, positions }
}

/** Audits are of the whole partner. */
const ofWholePartner: ReadonlySet<string> = new Set(['PartnerAudited', 'CorrectiveActionRequested', 'CorrectiveActionClosed'])

function dayCell(day: string): Cell {
  return { kind: 'day', day }
}

function missing(stream: string): never {
  throw new NotLoaded('stream', stream)
}
