import { commands } from '@minutier/domain'
import { maxDecisions } from '../append.ts'
import type { Caller } from '../command.ts'
import { LedgerError } from '../errors.ts'
import { streamOpenedBy } from '../ids.ts'
import { answerOf } from './do-line.ts'
import { type ImportLine, isStreamId, kindOf } from './line.ts'
import { createNames } from './names.ts'
import { createPlacing } from './touches.ts'
import { nextWave } from './waves.ts'
import type { Brought, Parts, Pending, Work } from './work.ts'

/** Does a batch of lines, as if one after the other, and waits for all that follows from them. One answer a line, in their order. */
export type Bring = (importId: string, lines: readonly ImportLine[], caller: Caller) => Promise<Brought[]>

/** How far effects of effects go: an approval claims, is numbered and issued, and a bloc reaches other candidacies; and one more. */
const effectsDeep = 6

/** Chains that are under way at once: enough to share the store's commits. */
const atOnce = 256

export function createBring(parts: Parts): Bring {
  return async (importId, lines, caller) => {
    // The names of two centres are apart.
    const names = createNames((name) => parts.keyedId(`import/${caller.partner ?? ''}/${name}`), streamOpenedBy)
    const answers = new Map<number, Brought>()
    const work: Work = { parts, importId, caller, names, answers, unopened: new Set(), beaten: new Map() }
    let pending = await placed(work, lines)
    while (pending.length > 0) {
      const { wave, waiting } = nextWave(pending)
      const again = await doWave(work, wave)
      await parts.settled(effectsDeep)
      pending = again.length === 0 ? waiting : [...again, ...waiting].sort((a, b) => a.at - b.at)
    }
    return lines.map((_, at) => answers.get(at) ?? { outcome: 'notFound' })
  }
}

/** Lines with what they touch; those that speak to no stream that may be are answered. */
async function placed({ parts, names, answers }: Work, lines: readonly ImportLine[]): Promise<Pending[]> {
  const place = createPlacing(names, parts.load)
  const pending: Pending[] = []
  for (const [at, line] of lines.entries()) {
    const { opens } = commands[line.type]
    const streamId = opens ? names.namedId(line.id) : names.idOf(line.stream ?? '')
    if (isStreamId(kindOf(line), streamId)) pending.push({ ...(await place(line, streamId)), at })
    else answers.set(at, { outcome: 'notFound' })
  }
  return pending
}

/** Answers the lines that have to be tried again, once what they came after has taken effect. */
async function doWave(work: Work, wave: readonly Pending[]): Promise<Pending[]> {
  const chains = Map.groupBy(wave, ({ chain }) => chain).values()
  const again: Pending[] = []
  let failed = false
  const worker = async (): Promise<void> => {
    for (const chain of chains) {
      // The batch is not answered any more: what is not begun is left to the one who sends it again.
      if (failed) return
      again.push(...(await doChain(work, chain)))
    }
  }
  const ends = await Promise.allSettled(
    Array.from({ length: atOnce }, () =>
      worker().catch((error: unknown) => {
        failed = true
        throw error
      }),
    ),
  )
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return again
}

/** Commands that are written together at most. */
const maxTogether = 40

/**
 * Does the lines of a chain, in order, and answers those to try again. A refusal counts once everything that stands before the line has
 * taken effect: the lines of a chain do not wait for that, so the first refusal after something was accepted ends it for this time.
 */
async function doChain(work: Work, chain: readonly Pending[]): Promise<readonly Pending[]> {
  const again: Pending[] = []
  let waiting = [...chain]
  let accepted = false
  while (waiting.length > 0) {
    const { done, left, ended } = await doTogether(work, waiting, accepted)
    for (const [line, answer] of done) {
      if (answer === null && mayTryAgain(work, line)) again.push(line)
      else settleLine(work, line, answer ?? { outcome: 'unfit', error: new LedgerError('LEDGER_CONFLICT') })
    }
    accepted ||= done.some(([, answer]) => answer === null || (answer.outcome === 'recorded' && !answer.repeated))
    if (ended) return [...again, ...left]
    waiting = [...left]
  }
  return again
}

function mayTryAgain({ beaten }: Work, { at }: Pending): boolean {
  const times = (beaten.get(at) ?? 0) + 1
  beaten.set(at, times)
  return times < maxDecisions
}

/** A stream that was not opened is nobody's: what the file says of it was meant for another than the one who may have that name. */
function settleLine({ answers, unopened }: Work, { at, line, streamId }: Pending, answer: Brought): void {
  answers.set(at, answer)
  if (commands[line.type].opens && answer.outcome !== 'recorded') unopened.add(streamId)
}

interface DoneTogether {
  /** Null: another writer came first. */
  readonly done: readonly (readonly [Pending, Brought | null])[]
  readonly left: readonly Pending[]
  readonly ended: boolean
}

/** The first lines of a chain: as many as can be written together. */
async function doTogether(work: Work, chain: readonly Pending[], acceptedBefore: boolean): Promise<DoneTogether> {
  const run = await work.parts.begin(work.caller)
  const done: [Pending, Brought | null][] = []
  const written: Pending[] = []
  const inRun = new Set<string>()
  let at = 0
  let ended = false
  for (; at < chain.length && written.length < maxTogether; at++) {
    const line = chain[at]
    if (!line || inRun.has(line.line.id) || (written.length > 0 && line.events.length > 0)) break
    inRun.add(line.line.id)
    const answer = await answerOf(work, line, run)
    if (answer === null) written.push(line)
    else if (isRefused(answer) && (acceptedBefore || written.length > 0)) {
      ended = true
      break
    } else done.push([line, answer])
  }
  const recorded = await run.write()
  return { done: [...done, ...written.map((line, place) => [line, recorded[place] ?? null] as const)], left: chain.slice(at), ended }
}

function isRefused({ outcome }: Brought): boolean {
  return outcome === 'refused' || outcome === 'notFound' || outcome === 'withheld'
}
