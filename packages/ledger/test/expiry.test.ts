import { openPlay } from '@minutier/testing'
import { test } from 'tap'

test('a registration whose last day has passed is marked once', async (t) => {
  const play = await openPlay()
  t.teardown(() => play.close())
  const marks = async () => (await play.history('certification', 'RNCP36582')).filter(({ type }) => type === 'RegistrationExpired')
  play.at('2025-07-01')
  await play.ledger.tick()
  t.strictSame(await marks(), [], 'its last day is not over')
  play.at('2025-07-02')
  await Promise.all([play.ledger.tick(), play.ledger.tick()])
  await play.ledger.tick()
  t.match(await marks(), [{ data: { expiresOn: '2025-07-01' }, actor: 'process:clock', role: 'process' }])
  t.equal((await marks()).length, 1)
})
