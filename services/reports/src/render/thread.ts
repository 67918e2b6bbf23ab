import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { RenderError } from './errors.ts'
import type { FromThread, ToThread } from './messages.ts'

/** A file takes much less; a fault in one must not take the server's memory. */
const resourceLimits = { maxOldGenerationSizeMb: 512 }

/** The thread that renders: started when there is something to render, ended when there was nothing for a while. */
export interface Thread {
  /** What the thread answers to a job, until it is done or failed. One job at a time. @throws RENDER_THREAD_LOST, the signal's reason */
  run(job: ToThread, signal: AbortSignal): AsyncGenerator<FromThread, void>
  tell(message: ToThread): void
  end(): Promise<void>
}

export function openThread(idleMs: number): Thread {
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined

  function started(): Worker {
    clearTimeout(idle)
    if (!worker) {
      const mine = new Worker(new URL('./worker.ts', import.meta.url), { name: 'render', resourceLimits })
      const forget = () => {
        if (worker === mine) worker = undefined
      }
      mine.on('error', forget).on('exit', forget)
      worker = mine
    }
    worker.ref()
    return worker
  }

  async function end(): Promise<void> {
    clearTimeout(idle)
    const mine = worker
    worker = undefined
    await mine?.terminate()
  }

  /** It waits for the next job, and keeps no process from ending meanwhile. */
  function rest(): void {
    worker?.unref()
    idle = setTimeout(() => void end(), idleMs).unref()
  }

  return {
    end,
    tell: (message) => worker?.postMessage(message),
    async *run(job, signal) {
      const mine = started()
      let isOver = false
      try {
        const answers = on(mine, 'message', { signal, close: ['exit'] })
        mine.postMessage(job)
        for await (const [answer] of answers) {
          const message: FromThread = answer
          isOver = message.type === 'done' || message.type === 'failed'
          yield message
          if (isOver) return
        }
        throw new RenderError('RENDER_THREAD_LOST')
      } catch (error) {
        signal.throwIfAborted()
        throw error instanceof RenderError ? error : new RenderError('RENDER_THREAD_LOST', {}, error)
      } finally {
        // A job that was left cannot be told to stop: its thread is ended, unless that was done and another one began.
        if (isOver) rest()
        else if (worker === mine) await end()
      }
    },
  }
}
