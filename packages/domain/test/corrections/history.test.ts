import assert from 'node:assert/strict'
import { certifiedWorld, commitmentOf, idOf } from '@minutier/testing'
import fc from 'fast-check'
import { test } from 'tap'
import { correctedFacts, correctedHistory, withFields } from '../../src/corrections/history.ts'
import { fixedFieldsChanged, rectifiedEntry } from '../../src/corrections/rectified.ts'
import { advance, emptyStream, foldHistory, foldStream } from '../../src/fold.ts'
import type { Entry } from '../../src/kernel/event.ts'
import { partnerAggregate } from '../../src/partner/aggregate.ts'

const sample = certifiedWorld().last('CertificationImported')
const officers = ['a', 'b', 'c'].map((name) => idOf(`officer ${name}`))

/** What is done at each step: a new designation, or a correction of an earlier event, by its place. */
const action = fc.oneof(
  fc.record({ kind: fc.constant('designate' as const), officer: fc.nat(2), on: fc.nat(27) }),
  fc.record({ kind: fc.constant('annul' as const), place: fc.nat(20) }),
  fc.record({ kind: fc.constant('rectify' as const), place: fc.nat(20), on: fc.nat(27) }),
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

/** What was recorded, each beside what it corrects. */
interface Kept {
  readonly entry: Entry
  readonly corrects: Kept | null
}

/** In force: no annulment of it is in force. The same is said here from the top, where the fold reads from the end. */
function stands(one: Kept, kept: readonly Kept[]): boolean {
  return !kept.some((other) => other.entry.type === 'FactAnnulled' && other.corrects === one && stands(other, kept))
}

function played(actions: readonly Action[]): { history: Entry[]; expected: Entry[] } {
  const kept: Kept[] = []
  for (const [at, one] of actions.entries()) {
    const entry: Entry = { ...sample, stream: 'partner-x', id: idOf(`event ${at}`), revision: at }
    if (one.kind === 'designate') {
      const data = { officerId: officers[one.officer], fromOn: day(one.on) }
      kept.push({ entry: { ...entry, type: 'DisabilityOfficerDesignated', data }, corrects: null })
      continue
    }
    const corrects = kept[one.place % Math.max(kept.length, 1)]
    // What the judge refuses is not recorded: a correction of nothing, of what is annulled, or a rectification of a correction.
    if (!corrects || !stands(corrects, kept) || (one.kind === 'rectify' && corrects.corrects)) continue
    const correctedEventId = corrects.entry.id
    const type = one.kind === 'rectify' ? 'FactRectified' : 'FactAnnulled'
    const data = one.kind === 'rectify' ? { correctedEventId, correction: { fromOn: day(one.on) } } : { correctedEventId }
    kept.push({ entry: { ...entry, type, data }, corrects })
  }
  return { history: kept.map(({ entry }) => entry), expected: inForce(kept) }
}

function inForce(kept: readonly Kept[]): Entry[] {
  const facts = kept.filter((one) => one.corrects === null && stands(one, kept))
  return facts.map((fact) => {
    const last = kept.findLast((one) => one.entry.type === 'FactRectified' && one.corrects === fact && stands(one, kept))
    const correction = last?.entry.data['correction']
    return { ...fact.entry, data: { ...fact.entry.data, ...(typeof correction === 'object' ? correction : {}) } }
  })
}

function day(number: number): string {
  return `2023-01-${String(number + 1).padStart(2, '0')}`
}

test('a stream folds to what its corrected history folds to, however it was corrected', (t) => {
  const property = fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
    const { history, expected } = played(actions)
    assert.deepEqual(correctedFacts(history), expected)
    const designated = expected.map(({ data }) => ({ officerId: data['officerId'], fromOn: data['fromOn'] }))
    assert.deepEqual(foldHistory('partner', history), { ...partnerAggregate.initial, officers: designated })
    const stepwise = history.reduce((folded, entry) => advance(folded, [entry]), emptyStream('partner', 'partner-x'))
    assert.deepEqual(stepwise, foldStream('partner', 'partner-x', history))
    assert.deepEqual(correctedHistory(expected), expected, 'corrected facts read the same when they are read again')
  })
  t.doesNotThrow(() => fc.assert(property, { numRuns: 300 }))
  t.end()
})

test('a fact that two annulments name stands once neither is in force', (t) => {
  const designate = { kind: 'designate', officer: 0, on: 0 } as const
  const annul = (place: number) => ({ kind: 'annul', place }) as const
  // The first annulment is annulled, then brought back beside the second.
  const twice = [designate, annul(0), annul(1), annul(0), annul(2)]
  t.strictSame(correctedFacts(played([...twice, annul(3)]).history), [])
  t.equal(correctedFacts(played([...twice, annul(3), annul(1)]).history).length, 1)
  t.end()
})

test('the row of actions above does annul annulments, and rectify what is annulled later', (t) => {
  const designate = { kind: 'designate', officer: 0, on: 0 } as const
  const { history, expected } = played([
    designate,
    { kind: 'rectify', place: 0, on: 9 },
    { kind: 'annul', place: 0 },
    { kind: 'annul', place: 2 },
    { kind: 'annul', place: 1 },
  ])
  t.equal(history.length, 5)
  t.match(expected, [{ data: { fromOn: '2023-01-01' } }])
  t.strictSame(correctedFacts(history.slice(0, 3)), [])
  t.match(correctedFacts(history.slice(0, 4)), [{ data: { fromOn: '2023-01-10' } }])
  t.end()
})

const opened: Entry = {
  ...sample,
  type: 'JurySessionOpened',
  schemaVersion: 1,
  data: {
    certification: 'RNCP36582',
    sessionOn: '2023-06-01',
    organiserSiret: '39350481600231',
    territory: 'FR',
  },
}
test('an event of an older version is rectified in the present one', (t) => {
  t.match(withFields(opened, { mode: 'remote' }), { schemaVersion: 2, data: { mode: 'remote', sessionOn: '2023-06-01' } })
  t.match(withFields(opened, { sessionOn: '2023-06-02' }), { schemaVersion: 2, data: { mode: 'onSite', sessionOn: '2023-06-02' } })
  t.match(rectifiedEntry('jury', opened, { mode: 'remote' }), { data: { mode: 'remote' } })
  t.equal(withFields(opened, undefined), opened, 'and left alone otherwise')
  t.end()
})

const member = (name: string, expertise: boolean) => ({
  memberId: idOf(name),
  affiliation: 'none',
  expertise,
  profileCommitment: commitmentOf(name),
})
test('what names or attests somebody is found at any depth', (t) => {
  const before = { ...sample, data: { members: [member('a', true), member('b', true)] } }
  const changed = (...members: readonly object[]) => fixedFieldsChanged(before, { ...sample, data: { members } })
  t.strictSame(changed(member('a', true), member('b', false)), [], 'an expertise that was mistyped')
  t.strictSame(changed(member('a', true), member('c', true)), ['members'], 'another member')
  t.strictSame(changed(member('b', true), member('a', true)), ['members'], 'another order')
  t.strictSame(changed(member('a', true)), ['members'], 'a member less')
  t.strictSame(changed({ ...member('a', true), affiliation: 'partner' }, member('b', true)), ['members'], 'an affiliation')
  t.strictSame(changed({ ...member('a', true), profileCommitment: commitmentOf('c') }, member('b', true)), ['members'], 'a commitment')
  t.end()
})
test('the fingerprint of a work is one of them, those of documents are not', (t) => {
  const before = { ...sample, data: { fingerprint: 'a', briefFingerprint: 'a', bloc: 'RNCP36582BC01' } }
  const after = { ...sample, data: { fingerprint: 'b', briefFingerprint: 'b', bloc: 'RNCP36582BC02' } }
  t.strictSame(fixedFieldsChanged(before, after), ['fingerprint', 'bloc'])
  t.end()
})
