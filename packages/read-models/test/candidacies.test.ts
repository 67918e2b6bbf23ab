import { candidacyOf, certifierSiret, partnerSiret } from '@minutier/testing'
import t from 'tap'
import { type CandidacyRow, candidacies, listCandidacies, type ReadModels } from '../src/index.ts'
import { history, people } from './support/history.ts'
import { openLab } from './support/lab.ts'

async function rows(readModels: ReadModels): Promise<Record<keyof typeof people, CandidacyRow | undefined>> {
  const { rows } = await listCandidacies(readModels, {}, { limit: 100 })
  const of = (name: string) => rows.find(({ id }) => id === candidacyOf(name))
  return {
    certified: of(people.certified),
    revoked: of(people.revoked),
    atPartner: of(people.atPartner),
    withdrawn: of(people.withdrawn),
    vae: of(people.vae),
    rectified: of(people.rectified),
    annulled: of(people.annulled),
  }
}

t.test('a row says of each candidacy what lists show', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open()
  readModels.start()
  await lab.settled(readModels)
  const found = await rows(readModels)
  t.match(found.certified, {
    certification: 'RNCP36582',
    route: 'CA',
    centre_siret: certifierSiret,
    status: 'awarded',
    promotion: 2024,
    opened_on: '2023-03-06',
    enrolled_on: '2023-09-04',
    certificate_number: 'RNCP36582-2024-000001',
    certificate_state: 'issued',
  })
  t.match(found.revoked, { status: 'awarded', certificate_state: 'revoked', promotion: 2024 })
  t.match(found.atPartner, { status: 'withdrawn', centre_siret: partnerSiret, promotion: null, certificate_number: null })
  t.match(found.withdrawn, { route: 'FI', status: 'withdrawn', certificate_state: 'none' })
  t.match(found.vae, { route: 'VAE', enrolled_on: null, opened_on: /^20/ })
  t.match(found.rectified, { route: 'FC', status: 'applied' }, 'a rectification changes the row')
  t.equal(found.annulled, undefined, 'a candidacy whose opening was annulled is in no list')
})

t.test('ranks: of the event that opened it, of the last one, of the last that changed the row', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open()
  readModels.start()
  await lab.settled(readModels)
  const { certified } = await rows(readModels)
  const own = history().flatMap(({ stream, type }, rank) =>
    stream === `candidacy-${candidacyOf(people.certified)}` ? [{ type, rank }] : [],
  )
  t.equal(certified?.opened_rank, own[0]?.rank)
  t.equal(certified?.last_rank, own.at(-1)?.rank)
  t.equal(certified?.changed_rank, own.findLast(({ type }) => type === 'CertificateIssued')?.rank)
  const at = await readModels.read(candidacies, async (_, found) => found)
  t.equal(at.size, history().length, 'an answer says of how many events it is made')
})
