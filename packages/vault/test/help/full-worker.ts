import { isVaultError, openVault } from '../../src/index.ts'
import { ORIGIN, type SealedFact, sealOne } from './a-vault.ts'

/** Seals until the file can grow no more, then says what it was told and what it can still do. */
const [path = '', keyFile = ''] = process.argv.slice(2)
const vault = openVault({ path, keyFile, origin: ORIGIN, now: () => '2026-11-20T09:00:00.000Z' })
const told: SealedFact[] = []
const payload = 'x'.repeat(5000)
const codes: string[] = []

while (codes.length < 2 && told.length < 1000) {
  try {
    told.push(await sealOne(vault, { payload, ...vault.commitment(payload) }))
  } catch (error) {
    codes.push(isVaultError(error) ? error.code : String(error))
  }
}
const facts = told.map(({ eventId, personId, category, commitment }) => ({ eventId, personId, category, commitment }))
const readable = facts.filter((fact) => vault.state(fact.eventId, fact.personId, fact.category, fact.commitment) === 'opened').length
console.log(JSON.stringify({ codes, facts, readable }))
