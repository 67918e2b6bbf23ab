import { certifiedWorld, type Step } from '@minutier/testing'
import { test } from 'tap'
import { type Candidacy, noCandidacy, noCertificate } from '../../src/candidacy/state.ts'
import { trackReads } from '../../src/reads.ts'
import { transmissionJudges } from '../../src/transmission/judge.ts'
import { noTransmission } from '../../src/transmission/state.ts'
import { first, generated, second } from './batch.ts'

const issued: Candidacy = { ...noCandidacy, status: 'awarded', certificate: { ...noCertificate, state: 'issued', issuedOn: '2022-06-01' } }
const revokedOn = (day: string) => ({ ...noCertificate, state: 'revoked' as const, revokedOn: day })

/** What is said of the deposit of a batch opened on 2022-07-01, when the second candidacy is like this. */
function depositWith(candidacy: Candidacy, action: 'creation' | 'suppression' = 'creation') {
  const world = certifiedWorld()
  const steps: readonly Step[] = generated
  for (const step of steps) step(world)
  const { reads } = trackReads(world.sources, 'transmission-none')
  const state = { ...noTransmission, status: 'generated', openedOn: '2022-07-01', candidacyIds: [first, second], action } as const
  return transmissionJudges.CdcBatchDeposited({ type: 'CdcBatchDeposited', depositedOn: '2022-07-01' }, state, {
    reads: { ...reads, candidacy: (id) => (id === second ? candidacy : issued) },
    envelope: world.last('CdcBatchGenerated'),
    day: '2022-07-01',
  })
}

test('G10: a batch of issued certificates is deposited', (t) => {
  t.match(depositWith(issued), { outcome: 'accepted', satisfied: ['G1', 'G10'] })
  t.end()
})
test('G10: a batch that holds a revoked certificate is refused', (t) => {
  const revoked: Candidacy = { ...issued, certificate: revokedOn('2022-07-01') }
  t.match(depositWith(revoked), { refusal: { rule: 'G10', found: [second], remedy: { en: /another/ } } })
  t.end()
})
test('G10: also when another certificate was issued since', (t) => {
  const again: Candidacy = { ...issued, formerCertificates: [revokedOn('2022-07-01')] }
  t.match(depositWith(again), { refusal: { rule: 'G10', found: [second] } })
  t.end()
})
test('G10: a certificate issued after an earlier one was revoked is sent', (t) => {
  const earlier: Candidacy = { ...issued, formerCertificates: [revokedOn('2022-06-30')] }
  t.match(depositWith(earlier), { outcome: 'accepted' })
  t.end()
})
test('a suppression is of revoked certificates', (t) => {
  const revoked: Candidacy = { ...issued, certificate: revokedOn('2022-07-01') }
  t.match(depositWith(revoked, 'suppression'), { outcome: 'accepted' })
  t.end()
})
