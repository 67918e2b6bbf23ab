import type { Entry } from '@minutier/domain'
import { openPlay, type Play, type PlayActing } from '@minutier/testing'
import type { Test } from 'tap'

/** What every story needs: a ledger of its own, a clock that goes forward, an answer that names its rule. */

export type Fields = Readonly<Record<string, unknown>>

export const certification = 'RNCP36582'
export const blocs = ['RNCP36582BC01', 'RNCP36582BC02', 'RNCP36582BC03', 'RNCP36582BC04'] as const
export type Bloc = (typeof blocs)[number]

/** A ledger in which RNCP36582 is registered, closed when the story ends. */
export async function openStory(t: Test): Promise<Play> {
  const play = await openPlay()
  t.teardown(() => play.close())
  return play
}

/** Something that happened on a day: the ledger's clock is there, unless it is past it already. */
export function on(play: Play, day: string): PlayActing {
  const instant = `${day}T10:00:00.000Z`
  if (play.now < instant) play.at(instant)
  return { occurredAt: instant }
}

export const file = (reference: string): Fields => ({ reference })

/** The rule by which a command is refused; undefined when it is not. */
export async function ruleOf(done: ReturnType<Play['attempt']>): Promise<string | undefined> {
  const answer = await done
  return 'refusal' in answer ? answer.refusal.rule : undefined
}

/** The events of a type, in any stream, in the order in which they were recorded. */
export async function recorded(play: Play, type: string): Promise<Entry[]> {
  return (await play.log()).filter((entry) => entry.type === type)
}

/** The id of the last event of a type. */
export async function lastId(play: Play, type: string): Promise<string> {
  const last = (await recorded(play, type)).at(-1)
  if (!last) throw new Error(`no ${type} was recorded`)
  return last.id
}
