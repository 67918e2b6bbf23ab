import type { Refusal } from '@minutier/domain'
import {
  callerOf,
  countExecuted,
  instantInUtc,
  type Kit,
  KitError,
  language,
  problemOf,
  type recordedSchema,
  refusalProblem,
} from '@minutier/service-kit'
import type { z } from 'zod'
import { type Order, type Produced, produce, type Workshop } from '../making/generate.ts'
import type { Job, Outcome, Work } from '../making/jobs.ts'
import type { ReportBody } from '../making/parameters.ts'
import type { Spool } from '../making/spool.ts'
import type { CaughtUp } from '../on-demand.ts'
import type { Renderer } from '../render/renderer.ts'
import { unavailable } from '../unavailable.ts'
import type { jobSchema } from './report-schemas.ts'

export interface ReportParts {
  readonly caughtUp: CaughtUp
  readonly settings: Workshop['settings']
  readonly renderer: Renderer
  readonly spool: Spool
}

/** A report that waits to be fetched. */
export interface Ready {
  readonly manifest: Produced['manifest']
  readonly file: Produced['file']
  readonly recorded: z.input<typeof recordedSchema>
}

type Request = Parameters<typeof callerOf>[0]

const command = 'GenerateReport'

/** How a report is made once it is its turn, and what is told of it meanwhile. */
export function reportWork(kit: Kit, { caughtUp, settings, renderer, spool }: ReportParts) {
  const { ledger, example } = kit.options
  return { workOf, view }

  function workOf(request: Request, order: Order, { occurredAt }: ReportBody): Work<Ready> {
    const caller = callerOf(request)
    const at = occurredAt === undefined ? undefined : instantInUtc(occurredAt)
    const told = language(request)
    return async ({ progress, signal }) => {
      try {
        const made = await caughtUp(
          (readModels) => produce({ ledger, readModels, settings, renderer, spool }, order, { progress, signal }),
          signal,
        )
        if ('refusal' in made) return refused(made.refusal, told)
        return await recorded(made, order, caller, at, told)
      } catch (error) {
        return { state: 'failed', problem: problemFor(error, told) }
      }
    }
  }

  /** Recorded before it is handed over: a report that left is always known. */
  async function recorded(
    { manifest, file }: Produced,
    { reportId }: Order,
    caller: ReturnType<typeof callerOf>,
    occurredAt: string | undefined,
    told: ReturnType<typeof language>,
  ): Promise<Outcome<Ready>> {
    const { kind, size, parameters, generatorVersion, sha256: outputFingerprint } = manifest
    const parametersFingerprint = ledger.documents.keep(parameters)
    const body = { reportId, kind, format: parameters.format, size, parametersFingerprint, generatorVersion, outputFingerprint }
    const done = await ledger.execute({ id: reportId, type: command, streamId: parameters.certification, body, occurredAt }, caller)
    countExecuted(kit, command, done)
    if (done.outcome === 'recorded') {
      const { outcome: _, ...rest } = done
      return { state: 'ready', result: { manifest, file, recorded: { ...rest, events: [...rest.events] } }, release: () => file.delete() }
    }
    file.delete()
    if (done.outcome === 'refused' || done.outcome === 'forbidden') return refused(done.refusal, told)
    throw new KitError('KIT_NOT_FOUND')
  }

  function refused(refusal: Refusal, told: ReturnType<typeof language>): Outcome<Ready> {
    return { state: 'failed', problem: refusalProblem(refusal, told) }
  }

  function view({ id, progress, outcome }: Job<Ready>): z.input<typeof jobSchema> {
    const ready = outcome.state === 'ready' ? outcome.result : null
    return {
      example,
      reportId: id,
      state: outcome.state,
      progress: { ...progress },
      manifest: ready && { ...ready.manifest, rulebooks: [...ready.manifest.rulebooks] },
      recorded: ready?.recorded ?? null,
      problem: outcome.state === 'failed' ? outcome.problem : null,
    }
  }
}

export function problemFor(error: unknown, told: ReturnType<typeof language>): unknown {
  return unavailable(error, told) ?? problemOf(error, told)
}
