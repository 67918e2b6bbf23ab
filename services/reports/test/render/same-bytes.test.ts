import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { digests } from './support/digests.ts'

const script = fileURLToPath(new URL('./support/print-digests.ts', import.meta.url))
/** A clock three years on, and other random numbers. */
const elsewhen =
  'data:text/javascript,const D=Date;globalThis.Date=class extends D{constructor(...a){if(a.length)super(...a);else super(D.now()+1e11)}};Math.random=()=>0.5'

async function digestsIn(env: Readonly<Record<string, string>>): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', elsewhen, script], { env: { ...process.env, ...env } })
  return JSON.parse(stdout)
}

t.test('the same input is the same bytes: again, in another zone, language and year', async (t) => {
  const first = await digests()
  t.strictSame(await digests(), first)
  t.strictSame(await digestsIn({ TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }), first)
  t.strictSame(await digestsIn({ TZ: 'America/New_York', LANG: 'C', LC_ALL: 'C' }), first)
})
