import { deepStrictEqual } from 'node:assert/strict'
import { foldStream, parseStream } from '@minutier/domain'
import { type Entry, replay } from '@minutier/ledger'
import { certifierSiret, openPlay, type Play } from '@minutier/testing'
import fc from 'fast-check'
import { test } from 'tap'
import { memberOf } from './help/candidates.ts'
import { hadEarned } from './help/earned.ts'
import { roads, undoing } from './help/legal-history.ts'
import { mutated, mutations, type Told } from './help/mutations.ts'
import { type Outcome, perform, type Scene } from './help/scene.ts'

/** Properties of any history, legal or not, told on a real ledger with its processes. A failure prints the seed that repeats it. */

/** Longer by hand: `PROPERTY_TIMES=20 TAP_TIMEOUT=900 node packages/ledger/test/properties.test.ts`. */
const times = Number(process.env['PROPERTY_TIMES'] ?? 1)

async function openScene(): Promise<Scene> {
  const play = await openPlay()
  const ids = new Map<string, string>()
  for (const name of ['A', 'B', 'V']) ids.set(`person ${name}`, await play.person(`Candidat-${name}`))
  for (const [at, name] of ['Zéro', 'Un', 'Deux', 'Trois', 'Quatre'].entries()) {
    ids.set(`member ${at}`, await memberOf(play, name, at === 0 ? { employerSiret: certifierSiret } : { job: 'consultant' }))
  }
  return { play, ids }
}

/** Tells a history, then has it looked at; `each` is told of every step. */
async function tell(
  told: readonly Told[],
  { each, after }: { each?: (scene: Scene, outcome: Outcome, since: readonly Entry[]) => void; after: (scene: Scene) => Promise<void> },
): Promise<void> {
  const scene = await openScene()
  try {
    let known = (await scene.play.log()).length
    for (const { step, alter } of told) {
      const outcome = await perform(scene, step, alter)
      if (!each) continue
      const log = await scene.play.log()
      each(scene, outcome, log.slice(known))
      known = log.length
    }
    await after(scene)
  } finally {
    await scene.play.close()
  }
}

const whole = [...roads, ...undoing]

test('the legal history itself is recorded, step by step', async (t) => {
  const outcomes: Outcome[] = []
  const asTold = mutated(whole, [])
  await tell(asTold, {
    each: (_, outcome) => outcomes.push(outcome),
    after: async ({ play }) => {
      t.strictSame([...new Set(outcomes)], ['recorded'])
      t.equal((await play.log()).filter(({ type }) => type === 'CertificateIssued').length, 4, 'two trainings, a VAE, one again')
    },
  })
})

test('replaying what was recorded gives the state in which the next decision is taken', async (t) => {
  let corrected = 0
  const sameStates = async ({ play }: Scene) => {
    const log = await play.log()
    for (const [stream, history] of Map.groupBy(log, (entry) => entry.stream)) {
      const kind = parseStream(stream)?.kind
      const cached = await play.ledger.load(stream)
      if (kind) deepStrictEqual(cached?.state, foldStream(kind, stream, history).state, stream)
    }
    if (log.some(({ type }) => type === 'FactAnnulled')) corrected++
  }
  await fc.assert(
    fc.asyncProperty(mutations(1, 40), (by) => tell(mutated(whole, by), { after: sameStates })),
    { numRuns: 30 * times },
  )
  t.ok(corrected > 0, 'some of them with corrections')
})

test('C1, V2: no history leads to a certificate that was not earned', async (t) => {
  let certificates = 0
  let without = 0
  const allEarned = async ({ play }: Scene) => {
    const log = await play.log()
    const issued = [...log.entries()].filter(([, { type }]) => type === 'CertificateIssued')
    for (const [at, { stream }] of issued) {
      const candidacyId = parseStream(stream)?.id ?? ''
      deepStrictEqual(hadEarned(candidacyId, log.slice(0, at)), true, `the certificate of ${candidacyId}`)
    }
    certificates += issued.length
    if (issued.length < 3) without++
  }
  await fc.assert(
    fc.asyncProperty(mutations(1, 8), (by) => tell(mutated(whole, by), { after: allEarned })),
    { numRuns: 60 * times },
  )
  t.ok(certificates > 0 && without > 0, 'some of them got far, and some did not')
})

test('verdicts never contradict decisions: nothing recorded is violated, and what was refused left nothing', async (t) => {
  const reservations = ['WorkReserved', 'WorkReleased', 'VaeFileReserved', 'VaeFileReleased']
  let refusals = 0
  const leavesNothing = (_: Scene, outcome: Outcome, since: readonly Entry[]) => {
    if (outcome === 'recorded') return
    const left = since.map(({ type }) => type)
    deepStrictEqual(
      left.filter((type) => !reservations.includes(type)),
      [],
      'a refused command leaves nothing',
    )
    deepStrictEqual(left.length % 2, 0, 'and gives back what it reserved')
    refusals++
  }
  const noContradiction = async ({ play, ids }: Scene) => {
    const lost = (await play.log()).filter(({ type }) => type === 'EffectRefused')
    deepStrictEqual(lost, [], 'what one stream accepted, the others took')
    for (const name of ['A', 'B', 'V']) {
      const candidacyId = ids.get(`candidacy ${name}`)
      if (candidacyId !== undefined) await compare(play, candidacyId)
    }
  }
  await fc.assert(
    fc.asyncProperty(mutations(1, 12), (by) => tell(mutated(whole, by), { each: leavesNothing, after: noContradiction })),
    { numRuns: 30 * times },
  )
  t.ok(refusals > 0, 'some commands were refused')
})

/** Each recorded event is accepted when it is judged again, and the rules that it satisfies stand so in the verdicts. */
async function compare(play: Play, candidacyId: string): Promise<void> {
  const found = await replay(play.ledger, candidacyId, { clock: 'recorded', asOf: play.now })
  if (!found) return
  const route = found.candidacy.route === 'VAE' ? 'V' : 'T'
  const concerned = found.verdicts.filter(({ rule }) => rule.for.includes(route))
  const statuses = new Map(concerned.map(({ rule, status }) => [rule.id, status]))
  for (const { entry, judged } of found.events) {
    if (!judged) continue
    const { judgment } = judged
    deepStrictEqual({ type: entry.type, ...judgment }, { type: entry.type, ...judgment, outcome: 'accepted' })
    for (const rule of judgment.outcome === 'accepted' ? judgment.satisfied : []) {
      const status = statuses.get(rule) ?? 'satisfied'
      deepStrictEqual(['satisfied', 'pending', 'waived'].includes(status), true, `${rule} of ${entry.type} is ${status}`)
    }
  }
}
