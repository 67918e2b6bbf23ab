import { candidate, certifierSiret, type Staff } from './people.ts'
import { file, type Player } from './player.ts'
import { certification } from './training.ts'

/** VAE candidacies from their feasibility files to verified validation files, each step on its day for all of them. */
export async function verifiedVaes(player: Player, staff: Staff, people: readonly number[], year: number): Promise<string[]> {
  const candidacies: string[] = []
  for (const at of people) candidacies.push(await feasibilityFile(player, staff, at, `${year}-01-15`))
  player.on(`${year}-02-05`)
  for (const candidacyId of candidacies) await player.run('DeclareFeasibilityFileComplete', { candidacyId }, {})
  player.on(`${year}-02-26`)
  for (const candidacyId of candidacies) await player.run('GrantAdmissibility', { candidacyId }, { decidedOn: `${year}-02-26` })
  for (const candidacyId of candidacies) await deposited(player, candidacyId, `${year}-05-13`)
  return candidacies
}

async function feasibilityFile(player: Player, { companion }: Staff, at: number, receivedOn: string): Promise<string> {
  player.on(receivedOn)
  const personId = await candidate(player, at)
  const feasibility = {
    personId,
    certification,
    centreSiret: certifierSiret,
    target: 'certification',
    targetBlocs: [],
    territory: 'FR',
    receivedOn,
    companionId: companion,
    file: file(`faisabilite-${at}`),
  }
  return player.run('RecordFeasibilityFile', {}, feasibility, 'registrar')
}

export async function deposited(player: Player, candidacyId: string, receivedOn: string): Promise<void> {
  player.on(receivedOn)
  await player.run('RecordValidationFile', { candidacyId }, { receivedOn, file: file('dossier-de-validation') })
  await player.run('VerifyValidationFile', { candidacyId }, {})
}
