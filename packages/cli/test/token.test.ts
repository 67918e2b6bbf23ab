import { join } from 'node:path'
import { createVerifier, openLocalIssuer } from '@minutier/service-kit'
import { idOf } from '@minutier/testing'
import { decodeJwt } from 'jose'
import { test } from 'tap'
import { aFolder, minutier } from './help/a-ledger.ts'

const actor = idOf('somebody')
const partner = '39350481600231'

test('a token says who, in which role, of which centre, for so many days', async (t) => {
  const data = aFolder(t)
  const { code, out } = await minutier([
    'token',
    '--role',
    'registrar',
    '--actor',
    actor,
    '--partner',
    partner,
    '--days',
    '30',
    '--data',
    data,
  ])
  t.equal(code, 0)
  const { exp = 0, iat = 0, ...claims } = decodeJwt(out)
  t.strictSame(claims, { iss: 'minutier', aud: 'minutier', sub: actor, role: 'registrar', partner })
  t.equal(exp - iat, 30 * 86_400)
  const { publicKey } = await openLocalIssuer(join(data, 'token.key'))
  t.strictSame(await createVerifier({ kind: 'local', publicKey })(`Bearer ${out}`), { actor, role: 'registrar', partner })
  const json = await minutier(['token', '--role', 'dpo', '--actor', actor, '--data', data, '--json'])
  t.match(JSON.parse(json.out), { role: 'dpo', actor, days: 1, token: /^ey/ })
})

test('what a token cannot say is wrong usage', async (t) => {
  const data = aFolder(t)
  const good = ['--role', 'registrar', '--actor', actor, '--partner', partner]
  const wrong: [readonly string[], RegExp][] = [
    [['--role', 'process', '--actor', actor], /--role/],
    [['--role', 'king', '--actor', actor], /--role/],
    [['--role', 'dpo'], /--actor/],
    [['--role', 'dpo', '--actor', 'Alix Exemple'], /--actor/],
    [['--role', 'registrar', '--actor', actor], /--partner: a registrar acts for one centre/],
    [['--role', 'registrar', '--actor', actor, '--partner', '39350481600232'], /--partner: a SIRET/],
    ...['0', '366', '1.5', 'many', ''].map((days): [string[], RegExp] => [[...good, '--days', days], /--days: 1 to 365/]),
  ]
  for (const [flags, message] of wrong)
    t.match(await minutier(['token', ...flags, '--data', data]), { code: 2, err: message }, flags.join(' '))
})
