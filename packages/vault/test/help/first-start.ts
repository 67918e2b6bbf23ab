import { openVault } from '../../src/index.ts'
import { ORIGIN, sealOne } from './a-vault.ts'

const [path = '', keyFile = ''] = process.argv.slice(2)
const vault = openVault({ path, keyFile, origin: ORIGIN, now: () => '2026-11-20T09:00:00.000Z' })
const { salt: _salt, ...fact } = await sealOne(vault, { payload: 'Exemple', ...vault.commitment('Exemple') })
vault.close()
console.log(JSON.stringify(fact))
