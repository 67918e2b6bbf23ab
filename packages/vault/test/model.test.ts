import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { test } from 'tap'
import { aClock, aFolder, READER, type SealedFact, sealOne } from './help/a-vault.ts'

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('seal' as const), person: fc.nat(2), payload: fc.string() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rotatePerson' as const), person: fc.nat(2) }) },
  fc.record({ do: fc.constantFrom('rotateKek' as const, 'restart' as const, 'sweep' as const, 'resume' as const) }),
)

test('any sequence of sealing, rotations, sweeps and restarts: what is known opens, the rest is gone', async (t) => {
  const sequences = fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
    const clock = aClock()
    const folder = aFolder(t, clock.now)
    let vault = folder.open()
    const persons = [randomUUID(), randomUUID(), randomUUID()]
    const sealed: SealedFact[] = []
    let orphans: SealedFact[] = []
    for (const [number, taken] of steps.entries()) {
      const personId = persons['person' in taken ? taken.person : 0] ?? ''
      if (taken.do === 'seal') {
        const fact = await sealOne(vault, { personId, category: 'dossier', payload: taken.payload, ...vault.commitment(taken.payload) })
        if (number % 4 === 0) orphans.push(fact)
        else sealed.push(fact)
      } else if (taken.do === 'rotatePerson') {
        if ([...sealed, ...orphans].some((fact) => fact.personId === personId)) await vault.rotatePersonKey(personId)
      } else if (taken.do === 'rotateKek') await vault.rotateKek()
      else if (taken.do === 'resume') await vault.resumeRotations()
      else if (taken.do === 'restart') {
        vault.close()
        vault = folder.open()
      } else {
        const day = Temporal.Instant.from(clock.time).add({ hours: 24 })
        clock.time = day.toString({ smallestUnit: 'millisecond' })
        const known = new Set(sealed.map(({ eventId }) => eventId))
        await vault.sweepOrphans((eventId) => known.has(eventId), day.subtract({ hours: 1 }).toString({ smallestUnit: 'millisecond' }))
        orphans = []
      }
    }
    const all = [...sealed, ...orphans]
    const opened = vault.openMany(all, READER)
    const stats = vault.stats()
    vault.close()
    t.same(
      opened,
      all.map(({ payload }) => ({ outcome: 'opened', payload })),
    )
    t.match(stats, { facts: all.length, persons: new Set(all.map(({ personId }) => personId)).size, toRewrap: 0, toReseal: 0 })
  })
  await t.resolves(fc.assert(sequences, { numRuns: 15 }))
})
