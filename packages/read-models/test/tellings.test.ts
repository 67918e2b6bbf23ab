import { rncp36582Rulebook } from '@minutier/domain'
import {
  alix,
  candidacyOf,
  certifiedWorld,
  constitutedJury,
  decided,
  dossierCompliant,
  enrolled,
  readyToDecide,
  sealedJury,
} from '@minutier/testing'
import { type Test, test } from 'tap'
import { type Journey, journeys, journeysAt, type Projection, type ReadModels, type Session, sessions, sessionsAt } from '../src/index.ts'
import { history, people } from './support/history.ts'
import { type Lab, openLab } from './support/lab.ts'

const certification = rncp36582Rulebook.certification

async function caughtUp(t: Test): Promise<{ lab: Lab; readModels: ReadModels }> {
  const lab = openLab(t)
  const readModels = lab.open({ projections: [journeys, sessions] })
  readModels.start()
  return { lab, readModels }
}

async function told({ lab, readModels }: { lab: Lab; readModels: ReadModels }, size: number) {
  const sources = { readModels, store: lab.store }
  const all: (Journey | Session)[] = []
  for await (const page of journeysAt(sources, { certification, size })) all.push(...page.map((one) => one.told))
  for await (const page of sessionsAt(sources, { certification, size })) all.push(...page.map((one) => one.told))
  return all
}

test('what is told at an old size is what was told then, corrections and all', async (t) => {
  const { lab, readModels } = await caughtUp(t)
  const entries = history()
  const then: (Journey | Session)[][] = []
  for (const [at, entry] of entries.entries()) {
    await lab.append([entry])
    await lab.settled(readModels)
    then.push(await told({ lab, readModels }, at + 1))
  }
  for (const [at, expected] of then.entries()) t.strictSame(await told({ lab, readModels }, at + 1), expected, `size ${at + 1}`)
})

test('a journey tells what stands, and the rank of each event behind it', async (t) => {
  const { lab, readModels } = await caughtUp(t)
  const entries = history()
  await lab.append(entries)
  await lab.settled(readModels)
  const all = (await told({ lab, readModels }, entries.length)).filter((one): one is Journey => 'candidacyId' in one)
  const of = (name: string) => all.find(({ candidacyId }) => candidacyId === candidacyOf(name))
  const typeAt = (rank: number | undefined) => entries[rank ?? -1]?.type

  const certified = of(people.certified)
  t.equal(certified?.status, 'awarded')
  t.equal(certified?.blocs.length, 4)
  t.equal(typeAt(certified?.entered?.rank), 'CandidateEnrolled')
  t.equal(typeAt(certified?.award?.rank), 'CertificationAwarded')
  t.equal(typeAt(certified?.certificates[0]?.issued.rank), 'CertificateIssued')
  for (const { rank } of certified?.blocs ?? []) t.equal(typeAt(rank), 'BlocValidated')

  t.equal(typeAt(of(people.revoked)?.certificates[0]?.revoked?.rank), 'CertificateRevoked')
  t.equal(typeAt(of(people.withdrawn)?.left?.rank), 'EnrolmentWithdrawn')
  t.equal(of(people.rectified)?.route, 'FC')
  t.equal(of(people.annulled), undefined)

  const { vae } = of(people.vae) ?? {}
  t.equal(typeAt(vae?.received.rank), 'FeasibilityFileReceived')
  t.equal(vae?.answer?.kind, 'granted')
  t.equal(typeAt(vae?.interviews[0]?.rank), 'HearingCompleted')
  t.same(
    vae?.outcomes.map(({ kind, on }) => ({ kind, on })),
    [{ kind: 'total', on: '2024-03-18' }],
  )
})

test('a session tells who was heard and, once its minutes are sealed, what was decided', async (t) => {
  const { lab, readModels } = await caughtUp(t)
  const world = certifiedWorld()
  const verdict = decided(alix, {}, { outcome: 'failed', finalEpreuve: 'notValidated', reason: 'finalEpreuveNotValidated' })
  for (const step of [enrolled(), dossierCompliant(), constitutedJury(), readyToDecide(), verdict, sealedJury()]) step(world)
  const entries = [...world.log]
  await lab.append(entries)
  await lab.settled(readModels)
  const all = (await told({ lab, readModels }, entries.length)).filter((one): one is Session => 'decisions' in one)
  const settled = all.filter(({ decisions }) => decisions.length > 0)
  t.ok(settled.length > 0)
  for (const { decisions, sealed } of settled) {
    t.ok(sealed)
    for (const { rank } of decisions) t.equal(entries[rank]?.type, 'JuryDecisionRecorded')
  }
})

test('rows are told again from nothing in the same bytes', async (t) => {
  const { lab, readModels } = await caughtUp(t)
  for (const entry of history()) {
    await lab.append([entry])
    await lab.settled(readModels)
  }
  const names: readonly Projection[] = [journeys, sessions]
  for (const { name } of names) {
    await readModels.rebuild(name)
    t.equal(lab.dump(name, 2), lab.dump(name, 1), name)
  }
})
