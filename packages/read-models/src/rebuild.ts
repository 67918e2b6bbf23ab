import { ReadModelError } from './errors.ts'
import type { Generation, GenerationKey, Generations } from './generations.ts'
import type { Projection } from './projection.ts'
import type { Runner } from './runner/runner.ts'
import { orAborted } from './waiting.ts'

export interface RebuildOptions {
  /** Swap it in once it is ready, as it is unless told otherwise; else it waits, `ready`, to be compared and activated. */
  readonly activate?: boolean
  /** Interrupts: what was built is kept, and the next rebuild goes on from there. */
  readonly signal?: AbortSignal
}

/** The generation that was built, and the one that served before: it runs on, so that one can go back to it, until the next rebuild. */
export interface Rebuilt {
  readonly generation: number
  readonly former: number | null
}

interface Parts {
  readonly projection: Projection
  readonly generations: Generations
  readonly run: (generation: Generation) => Runner | undefined
  readonly stop: (key: GenerationKey) => Promise<void>
  readonly changed: () => Promise<void>
}

export async function rebuild(
  { projection, generations, run, stop, changed }: Parts,
  { activate = true, signal = new AbortController().signal }: RebuildOptions = {},
): Promise<Rebuilt> {
  const { name } = projection
  const former = generations.active(name)?.number ?? null
  const target = (await leftOver()) ?? generations.create(projection, activate)
  generations.change(target, { swaps_in: Number(activate) })
  // A runner that had stopped starts again: what stopped it may be mended.
  await stop(target)
  try {
    for (;;) {
      const change = changed()
      const { state } = generations.find(target)
      if (state === 'active' || (state === 'ready' && !activate)) return { generation: target.number, former }
      const runner = run(target)
      if (runner?.state === 'stopped') throw runner.failure
      if (!runner || runner.state === 'closed') throw new ReadModelError('RM_STOPPED', { projection: name, generation: target.number })
      await orAborted(Promise.race([change, runner.ended]), signal)
    }
  } catch (error) {
    await stop(target)
    throw error
  }

  /** An interrupted rebuild is gone on with; what served before the last one makes room. */
  async function leftOver(): Promise<Generation | undefined> {
    const others = generations.list(name).filter(({ state }) => state !== 'active')
    const unfinished = others.findLast(({ state, version }) => version === projection.version && state === 'warming')
    for (const other of others) {
      if (other === unfinished) continue
      await stop(other)
      generations.retire(other)
    }
    return unfinished
  }
}
