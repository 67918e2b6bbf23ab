import { identityOf, playOn, register } from '@minutier/testing'
import { application } from '../help/candidates.ts'
import { playIn } from './help.ts'

/** Holds a data folder until it is killed: several registrars enter candidates, and each event is told once it is acknowledged. */
const [path = '', registrars = '4'] = process.argv.slice(2)
const served = playIn(path)
await register(served)
served.at('2023-03-01')

async function registrar(letter: string): Promise<never> {
  for (let turn = 0; ; turn++) {
    const name = letter + [...String(turn)].map((digit) => String.fromCodePoint(97 + Number(digit))).join('')
    const play = playOn(served, name)
    const person = await play.run('RecordIdentity', null, { facts: [identityOf(name)] })
    const applied = await play.run('ReceiveApplication', null, application(person.streamId))
    for (const { id } of [...person.events, ...applied.events]) process.stdout.write(`${id}\n`)
  }
}

await Promise.all(Array.from({ length: Number(registrars) }, (_, at) => registrar(String.fromCodePoint(97 + at))))
