import { commandsOfEvent } from './catalogue.ts'
import type { Folded } from './folded.ts'
import type { Entry, Role } from './kernel/event.ts'
import { type Check, need, say } from './kernel/judgment.ts'
import { dayOf, legalDay, legalDayFields } from './kernel/time.ts'
import type { Reads } from './reads.ts'
import { rightOf } from './rights.ts'
import { houseReasons } from './rulebook/house-reasons.ts'
import type { Rulebook } from './rulebook/schema.ts'
import type { States } from './states.ts'
import type { Kind } from './streams.ts'

/** The general invariants that every event stands under (certification reference, section 3, G): G8, G9, G14, G16. */

/** `occurredAt` may be that much after `recordedAt`: two clocks never agree to the millisecond. */
const toleranceMs = 2000

/** Days of the future are plans, not facts: these fields say when something happened. */
const factDays = new Set([...legalDayFields.filter((field) => field !== 'effectiveOn' && field !== 'termOn'), 'obtainedOn'])

/**
 * What a candidate's centre, route, blocs and grants are holds as soon as it is recorded: it takes effect on no day to come. A
 * habilitation, a rulebook and a registration are decided ahead, and read by their days.
 */
const factDaysOf: Readonly<Partial<Record<Kind, ReadonlySet<string>>>> = { candidacy: new Set([...factDays, 'effectiveOn']) }

/** Events that a process writes also have a right: the process's own. A process also annuls the copies of what was annulled. */
export function roleCheck(entry: Entry): Check {
  const byCommand: readonly Role[] = (commandsOfEvent.get(entry.type) ?? []).flatMap((command) => rightOf(command).roles)
  const allowed: readonly Role[] = byCommand.length === 0 || entry.type === 'FactAnnulled' ? [...byCommand, 'process'] : byCommand
  return need('G9', allowed.includes(entry.role), { found: entry.role, expected: allowed })
}

/** G14: every code belongs to the rulebook that judges. Checked first, so that the rules may look codes up. */
export function codeChecks(fact: { readonly type: string }, rulebook: Rulebook | null, certification: string | null): Check[] {
  const checks: Check[] = []
  const fields: Readonly<Record<string, unknown>> = { ...fact }
  if (rulebook) {
    const known = rulebook.blocs.map((bloc) => bloc.code)
    const named = [fields['bloc'], fields['blocs'], fields['targetBlocs']].flat().filter((bloc) => typeof bloc === 'string')
    for (const bloc of named) checks.push(need('G14', known.includes(bloc), { found: bloc, expected: known }))
    if (certification !== null && typeof fields['certification'] === 'string') {
      checks.push(
        need('G14', fields['certification'] === rulebook.certification, {
          found: fields['certification'],
          expected: rulebook.certification,
        }),
      )
    }
  }
  const reasons = rulebook?.reasons[fact.type] ?? houseReasons[fact.type]
  const reason = fields['reason']
  if (reasons && typeof reason === 'string') checks.push(need('G14', reasons.includes(reason), { found: reason, expected: reasons }))
  return checks
}

/** G8, that no fact is of the future; G16, that an erased person gets no new fact. */
export function factChecks<K extends Kind>(kind: K, entry: Entry, state: States[K], reads: Reads): Check[] {
  const recordedAt = Date.parse(entry.recordedAt)
  const today = dayOf(entry.recordedAt)
  const day = legalDay({ ...entry.data, type: entry.type }, entry.occurredAt)
  const happened = factDaysOf[kind] ?? factDays
  const future = Object.entries(entry.data).find(([name, value]) => happened.has(name) && typeof value === 'string' && value > today)
  const checks = [
    need('G8', Date.parse(entry.occurredAt) <= recordedAt + toleranceMs, {
      found: entry.occurredAt,
      expected: entry.recordedAt,
      remedy: noFuture,
    }),
    need('G8', !future, { found: typeof future?.[1] === 'string' ? future[1] : day, expected: today, remedy: noFuture }),
  ]
  const personId = personOf(entry, state)
  if (personId !== null && entry.role !== 'process') {
    const { erasedAt } = reads.person(personId)
    checks.push(need('G16', erasedAt === null, { found: erasedAt, expected: null }))
  }
  return kind === 'person' ? checks.slice(0, 2) : checks
}

/** G13: nothing happens in a candidacy, a session or an MSPR before the day of what opened it. What a process notes keeps its cause's instant. */
export function afterOpening({ kind, history }: Folded, entry: Entry): Check | false {
  const [opening] = history
  if (!opening || entry.role === 'process' || !['candidacy', 'jury', 'mspr'].includes(kind)) return false
  const [from = ''] = [dayOf(opening.occurredAt), legalDay({ ...opening.data, type: opening.type }, opening.occurredAt)].sort()
  return need('G13', from <= dayOf(entry.occurredAt), { found: dayOf(entry.occurredAt), expected: { from } })
}

const noFuture = say('un fait ne peut pas être daté du futur : corrigez la date', 'a fact cannot be dated in the future: correct the date')

function personOf(entry: Entry, state: object): string | null {
  const named = entry.data['personId']
  if (typeof named === 'string') return named
  return 'personId' in state && typeof state.personId === 'string' && state.personId !== '' ? state.personId : null
}
