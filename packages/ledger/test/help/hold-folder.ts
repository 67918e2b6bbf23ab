import { openDataFolder } from '@minutier/ledger'

/** Holds a data folder until it is killed. */
const folder = openDataFolder({ path: process.argv[2] ?? '' })
folder.lock.announce('http://127.0.0.1:1/')
process.send?.('held')
setInterval(() => undefined, 1000)
