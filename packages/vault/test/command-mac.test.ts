import { test } from 'tap'
import { canonical } from '../src/index.ts'
import { aClock, aFolder, aVault } from './help/a-vault.ts'

const body = { type: 'SubmitDossier', pages: 55, candidacyId: '5b0e6c52-8f43-5f0e-9d0a-0c2f6f0d9a11' }
const IN_2026 = '2026-11-20T09:00:00.000Z'
const IN_2027 = '2027-01-01T00:00:00.000Z'

test('7.1: 64 hex digits, the same for the same body in any order of members', async (t) => {
  const vault = aVault(t)
  const mac = vault.commandMac(body, IN_2026)
  t.match(mac, /^[0-9a-f]{64}$/)
  t.equal(vault.commandMac({ candidacyId: body.candidacyId, pages: 55, type: body.type }, IN_2026), mac)
  t.equal(vault.commandMacOfText(canonical(body), IN_2026), mac)
  t.not(vault.commandMac({ ...body, pages: 56 }, IN_2026), mac)
})

test('G9: the same body is recognised, another is not', async (t) => {
  const vault = aVault(t)
  const mac = vault.commandMac(body, IN_2026)
  t.equal(vault.verifyCommandMac(body, mac, IN_2026), 'same')
  t.equal(vault.verifyCommandMacOfText(canonical(body), mac, IN_2026), 'same')
  t.equal(vault.verifyCommandMac({ ...body, pages: 56 }, mac, IN_2026), 'different')
  t.equal(vault.verifyCommandMac(body, 'not a mac', IN_2026), 'different')
})

test('another vault has another key', async (t) => {
  t.not(aVault(t).commandMac(body, IN_2026), aVault(t).commandMac(body, IN_2026))
})

test('the key is that of the year, and the same after a restart', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  const mac = vault.commandMac(body, IN_2026)
  const next = vault.commandMac(body, IN_2027)
  t.not(next, mac)
  vault.close()
  const again = folder.open()
  t.equal(again.commandMac(body, IN_2026), mac)
  t.equal(again.commandMac(body, IN_2027), next)
  t.equal(again.verifyCommandMac(body, mac, IN_2026), 'same')
})

test('a key is destroyed 30 days after its replacement, not a moment sooner: then the id alone decides', async (t) => {
  const clock = aClock()
  const folder = aFolder(t, clock.now)
  const vault = folder.open()
  const mac = vault.commandMac(body, IN_2026)
  clock.time = IN_2027
  const next = vault.commandMac(body, IN_2027)
  clock.time = '2027-01-30T23:59:59.999Z'
  t.equal(vault.verifyCommandMac(body, mac, IN_2026), 'same')
  t.equal(vault.verifyCommandMac({ ...body, pages: 56 }, mac, IN_2026), 'different')
  clock.time = '2027-01-31T00:00:00.000Z'
  t.equal(vault.verifyCommandMac(body, mac, IN_2026), 'unknown-key')
  t.equal(vault.verifyCommandMac({ ...body, pages: 56 }, mac, IN_2026), 'unknown-key')
  t.equal(vault.verifyCommandMac(body, next, IN_2027), 'same')
  t.equal(vault.stats().commandKeys, 1)
  t.same(folder.raw().prepare("SELECT wrapped_key, kek_id FROM command_keys WHERE year = '2026'").get(), {
    wrapped_key: null,
    kek_id: null,
  })
})

test('a key is also destroyed by a restart after its time', async (t) => {
  const clock = aClock()
  const folder = aFolder(t, clock.now)
  const vault = folder.open()
  vault.commandMac(body, IN_2026)
  clock.time = IN_2027
  vault.commandMac(body, IN_2027)
  vault.close()
  clock.time = '2027-03-01T00:00:00.000Z'
  t.equal(folder.open().stats().commandKeys, 1)
})

test('a key once destroyed is never made again: a clock that steps back takes a key that exists', async (t) => {
  const clock = aClock()
  const vault = aVault(t, { now: clock.now })
  const mac = vault.commandMac(body, IN_2026)
  clock.time = IN_2027
  vault.commandMac(body, IN_2027)
  clock.time = '2027-03-01T00:00:00.000Z'
  const late = vault.commandMac(body, IN_2026)
  t.equal(late, vault.commandMac(body, IN_2027))
  t.equal(vault.verifyCommandMac(body, late, IN_2026), 'same')
  t.equal(vault.verifyCommandMac(body, mac, IN_2026), 'unknown-key')
})

test('a mac of the last moment of December, on an event of January, is not called different once its key is destroyed', async (t) => {
  const clock = aClock()
  const vault = aVault(t, { now: clock.now })
  const mac = vault.commandMac(body, '2026-12-31T23:59:59.999Z')
  clock.time = IN_2027
  vault.commandMac(body, IN_2027)
  t.equal(vault.verifyCommandMac(body, mac, '2027-01-01T00:00:00.010Z'), 'same')
  clock.time = '2027-03-01T00:00:00.000Z'
  t.equal(vault.verifyCommandMac(body, mac, '2027-01-01T00:00:00.010Z'), 'unknown-key')
  t.equal(vault.verifyCommandMac(body, mac, '2027-01-02T00:00:00.000Z'), 'different')
})

test('a clock that jumped years ahead once does not stop the yearly replacement', async (t) => {
  const clock = aClock()
  const vault = aVault(t, { now: clock.now })
  vault.commandMac(body, '2099-01-01T00:00:00.000Z')
  const first = vault.commandMac(body, IN_2026)
  clock.time = IN_2027
  t.not(vault.commandMac(body, IN_2027), first)
  clock.time = '2027-02-01T00:00:00.000Z'
  t.equal(vault.verifyCommandMac(body, first, IN_2026), 'unknown-key')
})

test('a vault that never had a key for that year does not judge', async (t) => {
  const vault = aVault(t)
  vault.commandMac(body, IN_2027)
  t.equal(vault.verifyCommandMac(body, '0'.repeat(64), IN_2026), 'unknown-key')
})

test('two processes agree on the key of a year', async (t) => {
  const folder = aFolder(t)
  const [one, two] = [folder.open(), folder.open()]
  const mac = one.commandMac(body, IN_2026)
  t.equal(two.commandMac(body, IN_2026), mac)
  const next = one.commandMac(body, IN_2027)
  t.equal(two.verifyCommandMac(body, next, IN_2027), 'same')
  t.equal(two.commandMac(body, IN_2027), next)
})

test('a time of another form is refused', async (t) => {
  const vault = aVault(t)
  for (const at of ['', '2026', '2026-11-20', '2026-11-20T09:00:00Z', '2026-13-20T09:00:00.000Z', '2026-11-20T09:00:00.000+01:00']) {
    t.throws(() => vault.commandMac(body, at), { code: 'VAULT_INVALID_TIME' }, at)
  }
  t.throws(() => vault.verifyCommandMac(body, '0', '2026-02-30T00:00:00.000Z'), { code: 'VAULT_INVALID_TIME' })
})

test('a damaged command key: the vault opens, reading goes on, macs say what is wrong', async (t) => {
  const folder = aFolder(t)
  const vault = folder.open()
  vault.commandMac(body, IN_2026)
  vault.close()
  folder.raw().exec('UPDATE command_keys SET wrapped_key = zeroblob(40)')
  const again = folder.open()
  t.equal(again.stats().commandKeys, 1)
  t.throws(() => again.commandMac(body, IN_2026), { code: 'VAULT_KEY_DAMAGED' })
})
