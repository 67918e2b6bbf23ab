import { openDataFolder } from '@minutier/ledger'
import { type Play, playOn, register, type TestLedger } from '@minutier/testing'
import { certifiedApprentice } from '../stories/cast/index.ts'

/**
 * A ledger on a folder, under concurrent load, to be killed at any moment: some registrars each take a candidate from the application
 * to the certificate. What was acknowledged is printed, a line each; who was finished too. Started again, it goes on where it was.
 */
const [folder = '', registrars = '4', ...finished] = process.argv.slice(2)
const clock = { now: '2022-07-01T08:00:00.000Z' }
const data = openDataFolder({ path: folder, clock: () => clock.now })

function ledgerOf(): TestLedger {
  return {
    ledger: data.ledger,
    store: data.store,
    get now() {
      return clock.now
    },
    set now(instant: string) {
      clock.now = instant
    },
    at: (when) => {
      clock.now = when
    },
    close: () => data.close(),
  }
}

/** Every acknowledged event is told before anything else is asked. */
function telling(play: Play): Play {
  const { attempt } = play
  play.run = async (type, on, body, who) => {
    const done = await attempt(type, on, body, who)
    if (done.outcome !== 'recorded') throw new Error(`${type} was not recorded: ${JSON.stringify(done)}`)
    for (const { id, revision } of done.events) process.stdout.write(`ack ${done.stream} ${revision} ${id}\n`)
    return done
  }
  return play
}

await register(playOn(ledgerOf(), 'school'))
process.stdout.write('ready\n')
await Promise.all(
  Array.from({ length: Number(registrars) }, async (_, registrar) => {
    for (let at = Number(finished[registrar] ?? 0); ; at++) {
      const name = `Crash ${String.fromCodePoint(97 + registrar)}${[...String(at)].map((digit) => String.fromCodePoint(97 + Number(digit))).join('')}`
      await certifiedApprentice(telling(playOn(ledgerOf(), name)), name)
      process.stdout.write(`done ${registrar} ${at}\n`)
    }
  }),
)
