import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openVault } from '../../src/index.ts'
import { ORIGIN, sealOne } from './a-vault.ts'

/** Seals and rotates until it is killed; writes a line for each fact once it is told to be sealed. */
const [path = '', keyFile = ''] = process.argv.slice(2)
const vault = openVault({ path, keyFile, origin: ORIGIN, now: () => new Date().toISOString() })
const persons = Array.from({ length: 5 }, () => randomUUID())

async function seals(personId: string): Promise<never> {
  for (;;) {
    const { eventId, category, commitment } = await sealOne(vault, { personId, category: 'dossier' })
    writeSync(1, `${JSON.stringify({ eventId, personId, category, commitment })}\n`)
  }
}

async function rotates(): Promise<never> {
  await vault.resumeRotations()
  for (const personId of persons) await sealOne(vault, { personId })
  for (let turn = 0; ; turn += 1) {
    await vault.rotateKek()
    await vault.rotatePersonKey(persons[turn % persons.length] ?? '')
  }
}

await Promise.all([rotates(), ...persons.map(seals)])
