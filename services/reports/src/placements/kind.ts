import { setImmediate as nextTurn } from 'node:timers/promises'
import { civilStatus, surveyAnswer } from '@minutier/domain'
import type { Journey, JourneySurvey } from '@minutier/read-models'
import { type Making, pagesOf, type ReportKind, type Row } from '../making/report.ts'
import type { Cell } from '../render/document.ts'
import { lastAnswer } from '../statistics/count.ts'
import { followed, isHolder } from '../statistics/facts.ts'
import { promotionYear } from '../statistics/promotion-year.ts'
import { columnsOf, contracts, erased, situations } from './columns.ts'

/** R3: what became of each holder. Without names, what the vault holds is left out. */
export const placementsReport: ReportKind = {
  kind: 'R3',
  name: 'placements',
  title: 'Tableau de placement',
  formats: ['xlsx', 'csv', 'json'],
  generatorVersion: 'R3-1',
  takes: ['period', 'named'],
  named: 'registrar',
  async make(making) {
    const { from, to, named } = making.parameters
    const holders = (await followed(making))
      .map(({ journey }) => journey)
      .filter((journey) => isHolder(journey) && isWithin(journey.award?.on ?? '', from, to))
    const rows: Row[] = []
    for (let at = 0; at < holders.length; at += together) {
      making.signal.throwIfAborted()
      rows.push(...(await Promise.all(holders.slice(at, at + together).map((journey) => rowOf(making, journey)))))
      making.progress(rows.length, holders.length)
      await nextTurn()
    }
    const inOrder = rows.sort((a, b) => (a.key < b.key ? -1 : 1))
    return { tables: [{ name: 'placement', title: 'Tableau de placement', columns: columnsOf(named), rows: pagesOf(inOrder) }] }
  },
}

/** Names opened at once: they share the commits of the log of accesses. */
const together = 64

function isWithin(day: string, from: string | null, to: string | null): boolean {
  return (from === null || day >= from) && (to === null || day <= to)
}

async function rowOf(making: Making, journey: Journey): Promise<Row> {
  const { award, entered, certificates, candidacyId, route, centreSiret } = journey
  const first = lastAnswer(journey, '6m')
  const second = lastAnswer(journey, '24m')
  const awardedOn = award?.on ?? ''
  const reference = certificates.at(-1)?.number ?? candidacyId
  const promotion = promotionYear(awardedOn, making.settings.promotionMonth)
  const named = making.parameters.named ? await namedCells(making, journey, first) : {}
  const ranks = [award, entered, first, second].flatMap((one) => (one ? [one.rank] : []))
  return {
    key: `${promotion}-${reference}`,
    cells: {
      promotion,
      reference,
      voie: route,
      partenaire: centreSiret,
      obtenue_le: dayCell(awardedOn),
      situation_6m: situationCell(first),
      repondu_6m: first ? dayCell(first.on) : null,
      situation_24m: situationCell(second),
      repondu_24m: second ? dayCell(second.on) : null,
      ...named,
    },
    positions: ranks.sort((a, b) => a - b),
    json: { candidacyId },
  }
}

async function namedCells({ readFact }: Making, { personId }: Journey, answer: JourneySurvey['answer']): Promise<Record<string, Cell>> {
  const identity = civilStatus.safeParse(await readFact(personId, 'identity')).data
  const name = identity ? `${identity.familyName} ${identity.givenName}` : erased
  if (!answer) return { nom: name }
  const told = surveyAnswer.safeParse(await readFact(personId, 'survey', answer.eventId)).data
  if (!told) return { nom: name, contrat: erased, poste: erased, employeur: erased }
  return {
    nom: name,
    contrat: told.contract === undefined ? null : contracts[told.contract],
    poste: told.jobTitle ?? null,
    metier_vise: { kind: 'flag', value: answer.situation === 'targetJob' },
    cadre: told.cadre === undefined ? null : { kind: 'flag', value: told.cadre },
    salaire: told.grossAnnualSalary ?? null,
    employeur: told.employer ?? null,
  }
}

function dayCell(day: string): Cell {
  return { kind: 'day', day }
}

function situationCell(answer: JourneySurvey['answer']): Cell {
  return answer ? (situations[answer.situation] ?? answer.situation) : null
}
