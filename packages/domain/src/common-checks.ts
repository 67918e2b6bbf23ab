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
export function roleCheck({ type, role }: Entry): Check {
  const allowed = writers.get(type) ?? writersOf(type)
  return need('G9', allowed.includes(role), { found: role, expected: allowed })
}

/** Of the types asked for so far: every event of a long history is asked for. */
const writers = new Map<string, readonly Role[]>()

function writersOf(type: string): readonly Role[] {
  const byCommand: readonly Role[] = (commandsOfEvent.get(type) ?? []).flatMap((command) => rightOf(command).roles)
  const allowed: readonly Role[] = byCommand.length === 0 || type === 'FactAnnulled' ? [...byCommand, 'process'] : byCommand
  writers.set(type, allowed)
  return allowed
}

/** An event's fields beside its type. */
export type Fields = Readonly<Record<string, unknown>> & { readonly type: string }

/** G14: every code belongs to the rulebook that judges. Checked first, so that the rules may look codes up. */
export function codeChecks(fields: Fields, rulebook: Rulebook | null, certification: string | null): Check[] {
  const checks: Check[] = []
  if (rulebook) {
    const named = [fields['bloc'], fields['blocs'], fields['targetBlocs']].flat().filter((bloc) => typeof bloc === 'string')
    const known = named.length === 0 ? [] : rulebook.blocs.map((bloc) => bloc.code)
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
  const reasons = rulebook?.reasons[fields.type] ?? houseReasons[fields.type]
  const reason = fields['reason']
  if (reasons && typeof reason === 'string') checks.push(need('G14', reasons.includes(reason), { found: reason, expected: reasons }))
  return checks
}

/** G8, that no fact is of the future; G16, that an erased person gets no new fact. */
export function factChecks<K extends Kind>(kind: K, entry: Entry, state: States[K], reads: Reads): Check[] {
  const recordedAt = Date.parse(entry.recordedAt)
  const today = dayOf(entry.recordedAt)
  const future = futureDay(entry.data, factDaysOf[kind] ?? factDays, today)
  const checks = [
    need('G8', Date.parse(entry.occurredAt) <= recordedAt + toleranceMs, {
      found: entry.occurredAt,
      expected: entry.recordedAt,
      remedy: noFuture,
    }),
    need('G8', future === undefined, { found: future ?? today, expected: today, remedy: noFuture }),
  ]
  const personId = personOf(entry, state)
  if (personId !== null && entry.role !== 'process') {
    const { erasedAt } = reads.person(personId)
    checks.push(need('G16', erasedAt === null, { found: erasedAt, expected: null }))
  }
  return kind === 'person' ? checks.slice(0, 2) : checks
}

/** The first day of a fact, among its fields, that is still to come. */
function futureDay(data: Entry['data'], happened: ReadonlySet<string>, today: string): string | undefined {
  for (const name of happened) {
    const value = data[name]
    if (typeof value === 'string' && value > today) return value
  }
  return undefined
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
