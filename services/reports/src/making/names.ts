import { type Folded, NotLoaded, streamOf } from '@minutier/domain'
import type { LedgerAt } from './at-size.ts'
import type { Ledger, Making } from './report.ts'

/** The door to names while one report is made: what is opened is logged, and whose facts changed since is counted. */
export interface Names {
  readonly readFact: Making['readFact']
  /** Persons opened whose facts were rectified, erased or purged after the report's size. */
  changedSince(): Promise<number>
}

interface Reader {
  readonly actor: string
  readonly role: string
  readonly purpose: string
}

const changes: ReadonlySet<string> = new Set(['IdentityRectified', 'PersonalDataErased', 'PersonalDataPurged'])

export function openNames({ vault, load }: Pick<Ledger, 'vault' | 'load'>, at: LedgerAt, reader: Reader): Names {
  const opened = new Set<string>()

  async function factsOf(personId: string, category: string): Promise<Map<string, string>> {
    const person = await load(streamOf('person', personId))
    const facts = person && 'facts' in person.state ? person.state.facts : []
    const own = facts.filter((one) => one.category === category && !one.superseded)
    return new Map(own.map(({ eventId, factCommitment }) => [eventId, factCommitment]))
  }

  return {
    async readFact(personId, category, eventId) {
      opened.add(personId)
      if (eventId !== undefined) {
        const [found] = vault.openMany([{ eventId, personId, category }], reader)
        return found?.outcome === 'opened' ? found.payload : null
      }
      const current = await vault.current(personId, category, reader, await factsOf(personId, category))
      return current?.payload ?? null
    },
    async changedSince() {
      let count = 0
      for (const personId of opened) {
        const stream = streamOf('person', personId)
        const now = await load(stream)
        const then = await at.decide([stream], (sources) => sources.folded('person', stream) ?? missing(stream))
        if (changedAfter(now, then.revision)) count += 1
      }
      return count
    },
  }
}

function changedAfter(person: Folded | undefined, revision: number): boolean {
  return person?.history.slice(revision + 1).some(({ type }) => changes.has(type)) ?? false
}

function missing(stream: string): never {
  throw new NotLoaded('stream', stream)
}
