import { restore } from '@minutier/ledger'

/** Restores a backup, and dies once so much of it is done. */
const [from = '', to = '', share = ''] = process.argv.slice(2)
const progress = (done: number, total: number): void => {
  if (done / total >= Number(share)) process.kill(process.pid, 'SIGKILL')
}
await restore({ from, to, progress })
