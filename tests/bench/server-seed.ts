import { join } from 'node:path'
import { registrationOf, rncp36582Fiche, rncp36582Rulebook } from '@minutier/domain'
import { openDataFolder, randomId } from '@minutier/ledger'
import { openLocalIssuer } from '@minutier/service-kit'
import { idOf } from '@minutier/testing'
import { seedCandidacies } from './seed.ts'

/** A data folder with the certification registered and candidacies to work on, and a token to do it with. */
export async function prepareServer(data: string, count: number): Promise<{ ids: string[]; token: string; data: string }> {
  const folder = openDataFolder({ path: data })
  const { ledger, store } = folder
  const caller = { actor: idOf('a certifier'), role: 'certifier' as const }
  const code = rncp36582Fiche.certification
  const run = async (
    type: 'ImportCertification' | 'ProposeRulebook' | 'ConfirmRulebook',
    body: Record<string, unknown>,
    actor = caller.actor,
  ) => {
    const done = await ledger.execute({ id: randomId(), type, streamId: code, body }, { ...caller, actor })
    if (done.outcome !== 'recorded') throw new Error(JSON.stringify(done))
    return done.events[0]?.id
  }
  await run('ImportCertification', { ...registrationOf(rncp36582Fiche), ficheFingerprint: ledger.documents.keep(rncp36582Fiche) })
  const rulebookFingerprint = ledger.documents.keep(rncp36582Rulebook)
  const proposalEventId = await run('ProposeRulebook', { rulebookVersion: rncp36582Rulebook.version, rulebookFingerprint })
  await run(
    'ConfirmRulebook',
    { rulebookVersion: rncp36582Rulebook.version, proposalEventId, effectiveOn: '2022-07-01' },
    idOf('another certifier'),
  )
  const ids = await seedCandidacies(store, count)
  await ledger.processes.settled()
  await folder.close()
  const issuer = await openLocalIssuer(join(data, 'token.key'))
  return { ids, token: await issuer.issue(caller, 3600), data }
}
