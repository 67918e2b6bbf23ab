import type { CommandType, Kind } from '@minutier/ledger'
import { idOf, type Play, type PlayActing } from '@minutier/testing'
import type { Fields } from './candidates.ts'

/** Legal histories told as steps, whose ids are looked up by name when a step is done: so they can be shuffled and mutated. */

export interface Scene {
  readonly play: Play
  /** Ids of streams and events by the names that the steps give them. */
  readonly ids: Map<string, string>
}

export interface Step {
  readonly type: CommandType
  /** Name of the stream; null for a command that opens one. */
  readonly on: string | null
  readonly day: string
  readonly body: (scene: Scene) => Fields | Promise<Fields>
  /** For a command that speaks to several kinds of stream. */
  readonly kind?: Kind | ((scene: Scene) => Kind)
  readonly actor?: string
  /** The name under which its stream, or its event, is known from then on. */
  readonly opens?: string
  readonly records?: string
}

export function step(type: Step['type'], on: string | null, day: string, body: Step['body'] | Fields = {}, more: Partial<Step> = {}): Step {
  return { type, on, day, body: typeof body === 'function' ? body : () => body, ...more }
}

/** The id of that name; one of nothing when the step that gives it was not done. */
export function idIn({ ids }: Scene, name: string): string {
  return ids.get(name) ?? idOf(`nothing ${name}`)
}

export type Outcome = 'recorded' | 'refused' | 'malformed'

/** Does a step, its body changed by `alter`; what the schema refuses is an outcome too. */
export async function perform(scene: Scene, step: Step, alter: (body: Fields) => Fields = (body) => body): Promise<Outcome> {
  const { play, ids } = scene
  const instant = `${step.day}T10:00:00.000Z`
  if (play.now < instant) play.at(instant)
  const body = alter(await step.body(scene))
  const kind = typeof step.kind === 'function' ? step.kind(scene) : step.kind
  const who: PlayActing = { occurredAt: instant, ...(kind && { kind }), ...(step.actor !== undefined && { actor: step.actor }) }
  try {
    const done = await play.attempt(step.type, step.on && idIn(scene, step.on), body, who)
    if (done.outcome !== 'recorded') return 'refused'
    if (step.opens) ids.set(step.opens, done.streamId)
    if (step.records) ids.set(step.records, done.events[0]?.id ?? '')
    return 'recorded'
  } catch (error) {
    if (error instanceof Error && error.name.endsWith('ZodError')) return 'malformed'
    throw error
  }
}
