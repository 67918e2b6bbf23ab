import type { Entry } from '@minutier/domain'
import type { NewEvent, SqliteStore } from '@minutier/event-store'
import { newEventOf } from '@minutier/ledger'

interface Planned {
  readonly stream: string
  readonly revision: number
  readonly event: NewEvent
}

/** Copies that move at the same time, as promotions do that overlap: as many as one append may hold. */
const together = 100

const is = (kind: string) => {
  const prefix = `${kind}-`
  return ({ stream }: { readonly stream: string }) => stream.startsWith(prefix)
}
const isCertification = is('certification')
const isPartner = is('partner')
const isRegister = is('register')

/**
 * Fills a store, in which the certification is registered, with copies of a history, each with people, sessions and ids of its own. Partners
 * are of all copies; so are the registers, where each copy takes the numbers that are next. Answers how many copies it made.
 */
export async function fillWithCopies(store: SqliteStore, history: readonly Entry[], copies: number): Promise<number> {
  const plan = history
    .filter((entry) => !isCertification(entry))
    .map((entry): Planned => ({ stream: entry.stream, revision: entry.revision, event: newEventOf(entry) }))
  const texts = plan.filter((one) => !isPartner(one)).map((one) => JSON.stringify(one))
  const numbered = Map.groupBy(plan.filter(isRegister), ({ stream }) => stream)
  for (const one of plan.filter(isPartner)) await append(store, one)
  let made = 0
  for (; made < copies; made += together) {
    const numbersOf = numbering(made, (register) => numbered.get(register)?.length ?? 0)
    for (const text of texts) {
      const same = Array.from({ length: together }, (_, at) => copied(text, made + at, numbersOf(at)))
      const [first] = same
      if (first && isRegister(first)) await append(store, first, ...same.slice(1))
      else await Promise.all(same.map((one) => append(store, one)))
    }
  }
  return made
}

/** A certificate's number in a copy: a batch of copies takes the first number of each, then the second of each. */
function numbering(before: number, perCopy: (register: string) => number): (at: number) => (register: string, number: number) => number {
  return (at) => (register, number) => before * perCopy(register) + (number - 1) * together + at + 1
}

/** Ids, fingerprints and commitments of another copy: their first eight digits are its number. */
function copied(text: string, copy: number, numberOf: (register: string, number: number) => number): Planned {
  const digits = (copy + 1).toString(16).padStart(8, '0')
  const renamed = text
    .replace(/\b[0-9a-f]{8}(?=[0-9a-f]{56}\b|-[0-9a-f]{4}-)/g, digits)
    .replace(/\b(RNCP\d+-\d{4})-(\d{6})\b/g, (_, year: string, number: string) => {
      return `${year}-${String(numberOf(`register-${year}`, Number(number))).padStart(6, '0')}`
    })
  const planned: Planned = JSON.parse(renamed)
  return isRegister(planned) ? { ...planned, revision: numberOf(planned.stream, planned.revision + 1) - 1 } : planned
}

async function append(store: SqliteStore, { stream, revision, event }: Planned, ...more: readonly Planned[]): Promise<void> {
  await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event, ...more.map((one) => one.event)])
}
