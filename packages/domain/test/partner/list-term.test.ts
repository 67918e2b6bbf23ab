import { openListTerms } from '@minutier/domain'
import { fingerprintOf, partnerSiret, type Step } from '@minutier/testing'
import t from 'tap'
import { after, amend, at, certification, habilitate, habilitationId, revoke, suspend } from './habilitating.ts'

const listed =
  (transmittedOn: string): Step =>
  (world) => {
    world.at(transmittedOn)
    const list = { transmittedOn, habilitationCount: 1, listFingerprint: fingerprintOf(`list of ${transmittedOn}`) }
    world.run('RecordPartnerListTransmission', certification, list)
  }

/** The open terms on a day: the day of the change, the last day, what changed. Habilitated until 31 August 2024. */
function terms(day: string, ...steps: readonly Step[]): string[] {
  const world = after(at('2023-01-10'), habilitate(), ...steps)
  const open = openListTerms(habilitationId, world.folded('partner', partnerSiret), world.folded('certification', certification), day)
  return open.map(({ changedOn, dueOn, event }) => `${changedOn} ${dueOn} ${event?.type ?? 'ran out'}`)
}

const habilitated = '2023-01-10 2023-03-10 PartnerHabilitated'

t.test('a habilitation opens a term of two months', (t) => {
  t.strictSame(terms('2023-01-09'), [], 'not before its own day')
  t.strictSame(terms('2023-01-10'), [habilitated])
  t.strictSame(terms('2023-06-01'), [habilitated], 'it runs until a list is sent')
  t.end()
})

t.test('the next list closes what was recorded by then, from its own day on', (t) => {
  const late = listed('2023-04-03')
  t.strictSame(terms('2023-04-03', late), [])
  t.strictSame(terms('2023-04-02', late), [habilitated], 'not sent yet')
  const then = [late, at('2023-05-02'), amend({ scope: 'HABILITATION_FORMER' })]
  t.strictSame(terms('2023-06-01', ...then), ['2023-05-02 2023-07-02 HabilitationAmended'])
  t.strictSame(terms('2023-06-01', ...then, listed('2023-05-31')), [])
  t.end()
})

t.test('what takes effect later is a change on that day, and what was recorded after a list is not in it', (t) => {
  const suspended = [listed('2023-02-01'), at('2023-02-01'), suspend('2023-03-31')]
  t.strictSame(terms('2023-03-01', ...suspended), [])
  t.strictSame(terms('2023-03-31', ...suspended), ['2023-03-31 2023-05-31 HabilitationSuspended'])
  const recordedAfter = [listed('2023-04-03'), at('2023-04-04'), suspend('2023-02-15')]
  t.strictSame(terms('2023-04-04', ...recordedAfter), ['2023-02-15 2023-04-15 HabilitationSuspended'])
  t.end()
})

t.test('a period that runs out opens one too, unless it was revoked before', (t) => {
  const list = listed('2024-08-31')
  t.strictSame(terms('2024-08-31', list), [])
  t.strictSame(terms('2024-09-01', list), ['2024-09-01 2024-11-01 ran out'])
  t.strictSame(terms('2024-10-01', list, listed('2024-09-30')), [])
  t.strictSame(terms('2024-10-01', at('2024-05-02'), revoke('2024-05-02'), list), [])
  t.end()
})

t.test('a habilitation that is not there has none', (t) => {
  const world = after(habilitate())
  const [partner, registration] = [world.folded('partner', partnerSiret), world.folded('certification', certification)]
  t.strictSame(openListTerms('another', partner, registration, '2023-06-01'), [])
  t.end()
})
