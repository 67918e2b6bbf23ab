import { openPlay } from '@minutier/testing'
import { randomId } from '@minutier/ledger'
import { seedCandidacies } from './seed.ts'
const play = await openPlay()
play.at('2024-01-01')
const ids = await seedCandidacies(play.store, 2000)
await play.ledger.processes.settled()
const caller = { actor: '3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10', role: 'certifier' as const }
const one = (id: string) => play.ledger.execute({ id: randomId(), type: 'RecordPositioningTest', streamId: id, body: { test: 'informatics', outcome: 'passed' } }, caller)
async function round(n: number) {
  const c0 = process.cpuUsage(); const t0 = performance.now()
  for (let i = 0; i < n; i += 50) { const r = await Promise.all(ids.slice(i % 2000, (i % 2000) + 50).map(one)); if (r[0]?.outcome!=='recorded') console.log(r[0]) }
  const c = process.cpuUsage(c0)
  console.log('cpu us/command', (c.user + c.system) / n, 'wall', (performance.now() - t0) * 1000 / n)
}
await round(2000); await round(4000); await round(10000)
await play.close()
